package io.lapwing.sharedmodel.file;

import io.lapwing.sharedmodel.telemetry.Text;

import org.jspecify.annotations.Nullable;

/// What whoever announces a file says of it.
///
/// @param name for people alone: 1 to [#MAX_NAME] characters, none of them a control character
/// @param size of its bytes, from 1
/// @param sha256 of its bytes, if it is known already
/// @param profile how its tables are written
/// @param unknownDevices what becomes of rows of devices that are not registered
/// @param reference what whoever announces it wants to find with it again, if anything: at most [#MAX_REFERENCE]
/// characters that mean nothing to anybody else
public record FileSpec(String name, long size, ContentType type, @Nullable Sha256 sha256, FilePurpose purpose,
        Profile profile, UnknownDevices unknownDevices, @Nullable String reference) {

    public static final int MAX_NAME = 255;
    public static final int MAX_REFERENCE = 4096;

    public enum UnknownDevices {
        /// They are rejected.
        REFUSE,
        /// Their devices are registered.
        REGISTER
    }

    public FileSpec {
        if (!isName(name)) {
            throw new IllegalArgumentException("a file's name has 1 to 255 characters, and no control characters");
        }
        if (size < 1 || size > ObjectContent.MAX_SIZE) {
            throw new IllegalArgumentException("a file has 1 to " + ObjectContent.MAX_SIZE + " bytes");
        }
        if (reference != null && (reference.length() > MAX_REFERENCE || !Text.isStorable(reference))) {
            throw new IllegalArgumentException("a reference has at most " + MAX_REFERENCE + " characters");
        }
    }

    /// Without a reference.
    public FileSpec(String name, long size, ContentType type, @Nullable Sha256 sha256, FilePurpose purpose,
            Profile profile, UnknownDevices unknownDevices) {
        this(name, size, type, sha256, purpose, profile, unknownDevices, null);
    }

    public static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME && Text.isStorable(text) && !Text.hasControl(text);
    }
}
