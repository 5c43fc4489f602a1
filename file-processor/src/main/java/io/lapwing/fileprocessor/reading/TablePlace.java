package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.reading.Inspection.Distrusted;
import io.lapwing.sharedmodel.file.FileCode;

import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

/// Where a table lies in its file, and how its text is encoded.
record TablePlace(@Nullable String entry, Charset charset) {

    DistrustedInput distrusted(FileCode code, long line, String message) {
        return new DistrustedInput(new Distrusted(code, line, entry == null ? message : entry + ": " + message));
    }

    DistrustedInput encoding(long line) {
        return distrusted(FileCode.ENCODING, line,
                "Line " + line + " is not in " + charset + ", as the text's beginning"
                        + " is; UTF-8 and UTF-16 are taken.");
    }
}
