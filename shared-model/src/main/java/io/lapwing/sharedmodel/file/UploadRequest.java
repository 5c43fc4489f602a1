package io.lapwing.sharedmodel.file;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// An upload that somebody is to be allowed.
///
/// @param size exactly so many bytes, at most [ObjectContent#MAX_SIZE]
/// @param sha256 of exactly these bytes, if it is known
/// @param validFor how long the upload may be begun, from a second to [#MAX_VALIDITY]
public record UploadRequest(ObjectKey key, long size, ContentType type, @Nullable Sha256 sha256, Duration validFor) {

    /// What a platform signs ends with the credentials that it signed with, and those of a function last a few hours.
    public static final Duration MAX_VALIDITY = Duration.ofHours(1);

    public UploadRequest {
        if (size < 0 || size > ObjectContent.MAX_SIZE) {
            throw new IllegalArgumentException("an upload has at most " + ObjectContent.MAX_SIZE + " bytes");
        }
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException("an upload is allowed for a second to " + MAX_VALIDITY);
        }
    }
}
