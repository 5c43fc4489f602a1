package io.lapwing.local.app.process;

/// A process could not start. The message is one line for the person who started it: what is in the way, and what to
/// do about it.
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailed(String message) {
        super(message);
    }

    StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
