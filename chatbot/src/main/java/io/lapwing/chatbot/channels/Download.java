package io.lapwing.chatbot.channels;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A file on its way from a platform.
///
/// @param size in bytes, or less than 0 where the platform does not say
/// @param body to be closed
public record Download(long size, InputStream body) {

    private static final int OK = 200;

    /// @param patience for all of the body
    /// @throws NotGiven if the platform answered anything but that
    static Download of(HttpResponse<InputStream> answer, Duration patience) throws IOException {
        InputStream body = TimedStream.of(answer.body(), patience);
        if (answer.statusCode() != OK) {
            body.close();
            throw new NotGiven(answer.statusCode());
        }
        return new Download(answer.headers().firstValueAsLong("Content-Length").orElse(-1), body);
    }

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
