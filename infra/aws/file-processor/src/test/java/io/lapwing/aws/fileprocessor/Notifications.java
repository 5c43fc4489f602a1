package io.lapwing.aws.fileprocessor;

import io.lapwing.sharedmodel.json.Json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What S3 says to a queue, and events of that queue, as Lambda hands them over.
final class Notifications {

    /// Sent when a bucket is told where its notifications go.
    static final String TEST = """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-01-01T00:00:00.000Z","Bucket":"lapwing-files",\
            "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}""";

    private Notifications() {}

    /// Objects were created.
    static String created(String... keys) {
        return of("ObjectCreated:Put", keys);
    }

    static String of(String eventName, String... keys) {
        return json(Map.of("Records", Stream.of(keys).map(key -> Map.of("eventVersion", "2.1", "eventSource", "aws:s3",
                "awsRegion", "eu-central-1", "eventTime", "2026-01-01T00:00:00.000Z", "eventName", eventName, "s3",
                Map.of("s3SchemaVersion", "1.0", "configurationId", "uploads", "bucket",
                        Map.of("name", "lapwing-files", "arn", "arn:aws:s3:::lapwing-files"), "object",
                        Map.of("key", URLEncoder.encode(key, StandardCharsets.UTF_8), "size", 1024, "sequencer",
                                "0055AED6DCD90281E5"))))
                .toList()));
    }

    /// An event of a queue with these messages: `m-0`, `m-1` and so on.
    static String event(String... bodies) {
        List<Object> records = new ArrayList<>();
        for (String body : bodies) {
            records.add(Map.of("messageId", "m-" + records.size(), "receiptHandle", "h-" + records.size(), "body", body,
                    "attributes", Map.of("ApproximateReceiveCount", "1"), "messageAttributes", Map.of(), "eventSource",
                    "aws:sqs", "awsRegion", "eu-central-1"));
        }
        return json(Map.of("Records", records));
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
