package io.lapwing.local.app.cli;

/// A command could not do what it was asked. The message is one line for the person who typed it: what went wrong,
/// and what to do about it.
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
