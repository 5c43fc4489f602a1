package io.lapwing.fileprocessor.functions;

/// Somebody else goes on with the file: its lease had ended. Goes through whatever is reading it.
final class LostFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostFile() {
        super("somebody else goes on with the file", null, false, false);
    }
}
