package io.lapwing.sharedmodel.file;

import io.lapwing.sharedmodel.device.TenantId;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file among those of all tenants, and where its objects lie. The name that people gave it is in none of their keys.
public record FileKey(TenantId tenant, FileId id) {

    private static final Pattern UPLOAD = Pattern.compile("files/([a-z0-9-]{1,40})/f-([0-9a-f]{32})/upload");

    private static final Pattern TEXT = Pattern.compile("([a-z0-9-]{1,40})/(F-[0-9a-f]{32})");

    /// Its bytes, as they were uploaded.
    public ObjectKey upload() {
        return object("upload");
    }

    /// The file whose upload lies here; nothing for any other object.
    public static Optional<FileKey> ofUpload(ObjectKey upload) {
        Matcher parts = UPLOAD.matcher(upload.value());
        return parts.matches()
                ? Optional.of(new FileKey(new TenantId(parts.group(1)), new FileId("F-" + parts.group(2))))
                : Optional.empty();
    }

    /// All its rejected rows, once it has been processed.
    public ObjectKey rejects() {
        return object("rejects.csv");
    }

    /// The rejected rows of one step.
    ///
    /// @param number counts from 0 the steps that rejected any
    public ObjectKey rejectsPart(int number) {
        return object("rejects/" + number);
    }

    /// A small picture of it.
    public ObjectKey thumbnail() {
        return object("thumbnail");
    }

    private ObjectKey object(String name) {
        return new ObjectKey("files/" + tenant + "/" + id.value().toLowerCase(Locale.ROOT) + "/" + name);
    }

    /// What [#toString()] gave; nothing for any other text.
    public static Optional<FileKey> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new FileKey(new TenantId(parts.group(1)), new FileId(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
