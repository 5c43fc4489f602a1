package io.lapwing.architecture.broken.sharedmodel.telemetry;

import io.lapwing.architecture.broken.sharedmodel.csv.Sheet;

/// Breaks `SHARED_MODEL_IS_PURE`.
public record ModelThatSeesCsv(String line) {

    public int fields() {
        return Sheet.fields(line);
    }
}
