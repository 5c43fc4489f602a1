package io.lapwing.chatbot.channels;

import java.io.IOException;
import java.io.InputStream;

/// A file on its way from a platform.
///
/// @param size in bytes, or less than 0 where the platform does not say
/// @param body to be closed
public record Download(long size, InputStream body) {

    /// The platform does not give it out.
    public static final class NotGiven extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        NotGiven(int status) {
            super("the platform answered " + status);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
