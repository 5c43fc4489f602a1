package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.Sha256;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Reads what is said of a file before it is sent.
public final class FileFields {
    private static final List<String> PURPOSES = words(FilePurpose.values());
    private static final List<String> PROFILES = words(Profile.values());
    private static final List<String> UNKNOWN_DEVICES = words(UnknownDevices.values());
    private static final List<String> STATES = Stream.of(FileState.values()).map(FileState::name).toList();

    private FileFields() {}

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    /// @throws RequestRefused
    ///             when anything of it is missing or wrong
    public static FileSpec read(@Nullable Object body) {
        Fields fields = Fields.of(body);
        String name = name(fields);
        long size = fields.requiredInteger("size", 1, ObjectContent.MAX_SIZE);
        ContentType type = parsed(fields, "contentType", ContentType::new, "must be a media type such as text/csv");
        fields.require("contentType");
        Sha256 sha256 = parsed(fields, "sha256", Sha256::new, "must be 64 lower-case hex digits");
        String purpose = fields.word("purpose", PURPOSES);
        String profile = fields.raw("profile") == null ? "default" : fields.word("profile", PROFILES);
        String unknown = fields.raw("unknownDevices") == null ? "refuse"
                : fields.word("unknownDevices", UNKNOWN_DEVICES);
        fields.check();
        if (type == null) {
            throw new IllegalStateException("checked before");
        }
        return new FileSpec(name, size, type, sha256, FilePurpose.valueOf(constant(purpose)),
                Profile.valueOf(constant(profile)), UnknownDevices.valueOf(constant(unknown)));
    }

    private static String constant(@Nullable String word) {
        return String.valueOf(word).toUpperCase(Locale.ROOT);
    }

    private static String name(Fields fields) {
        fields.require("name");
        if (fields.raw("name") instanceof String name && FileSpec.isName(name)) {
            return name;
        }
        if (fields.raw("name") != null) {
            fields.error("name", "must be a text of 1 to 255 characters, none of them a control character");
        }
        return "";
    }

    private static <T> @Nullable T parsed(Fields fields, String field, Function<String, T> parse, String rule) {
        Object value = fields.raw(field);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value instanceof String text ? text : "");
        } catch (IllegalArgumentException _) {
            fields.error(field, rule);
            return null;
        }
    }

    /// Which files a list is to have.
    public static FileFilter filter(QueryParameters query) {
        return new FileFilter(query.word("state", STATES).map(FileState::valueOf).orElse(null),
                query.word("purpose", PURPOSES).map(word -> FilePurpose.valueOf(constant(word))).orElse(null));
    }
}
