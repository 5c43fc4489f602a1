package io.lapwing.local.app.live;

/// Why the server ends a stream.
enum StreamEnd {
    SLOW_CLIENT("What was sent was not taken in time; come back with the last id."),
    TOKEN_EXPIRED("The token has expired; come back with a new one."),
    SHUTTING_DOWN("The server stops; come back with the last id.");

    private final String reason;

    StreamEnd(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
