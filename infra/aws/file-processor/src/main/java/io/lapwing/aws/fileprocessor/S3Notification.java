package io.lapwing.aws.fileprocessor;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What a bucket says of its objects (event message structure 2.x).
final class S3Notification {

    private static final String CREATED = "ObjectCreated:";
    /// Sent once, when a bucket is told where its notifications go.
    private static final String TEST = "s3:TestEvent";

    private S3Notification() {}

    /// The keys of the objects that were created, as they were put: a notification has them as forms have their fields,
    /// with `+` for a blank.
    ///
    /// @throws IllegalArgumentException if this is no notification
    static List<String> created(@Nullable String body) {
        if (!(read(body) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("a notification of S3 is an object");
        }
        if (TEST.equals(fields.get("Event"))) {
            return List.of();
        }
        if (!(fields.get("Records") instanceof List<?> records)) {
            throw new IllegalArgumentException("a notification of S3 has Records");
        }
        return records.stream().filter(S3Notification::isOfCreation).map(S3Notification::key).toList();
    }

    private static @Nullable Object read(@Nullable String body) {
        try {
            return Json.read(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("a notification of S3 is JSON", e);
        }
    }

    private static boolean isOfCreation(Object record) {
        return record instanceof Map<?, ?> fields && fields.get("eventName") instanceof String name
                && name.startsWith(CREATED);
    }

    private static String key(Object record) {
        if (record instanceof Map<?, ?> fields && fields.get("s3") instanceof Map<?, ?> s3
                && s3.get("object") instanceof Map<?, ?> object && object.get("key") instanceof String key) {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("a notification of S3 names an object");
    }
}
