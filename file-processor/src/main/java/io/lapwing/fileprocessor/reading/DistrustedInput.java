package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.reading.Inspection.Distrusted;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;

/// A file turned out not to be what it seemed. Goes through the streams and readers in between as any of their errors.
public final class DistrustedInput extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Distrusted distrusted;

    DistrustedInput(Distrusted distrusted) {
        super(distrusted.code() + " at line " + distrusted.line());
        this.distrusted = distrusted;
    }

    DistrustedInput(FileCode code, String message) {
        this(new Distrusted(code, 0, message));
    }

    public Distrusted distrusted() {
        return distrusted;
    }

    static DistrustedInput truncated(String what) {
        return new DistrustedInput(FileCode.TRUNCATED_INPUT, "The file ends within " + what
                + ": it was cut off on its way, and should be sent again.");
    }

    static DistrustedInput damaged(String what) {
        return new DistrustedInput(FileCode.TRUNCATED_INPUT, "The archive is damaged: " + what
                + ". It should be packed and sent again.");
    }
}
