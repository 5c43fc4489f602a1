package io.lapwing.architecture.broken.sharedmodel.telemetry;

import io.lapwing.architecture.broken.sharedmodel.json.Codec;

/// Breaks `SHARED_MODEL_IS_PURE`.
public record ModelThatSeesJson(String json) {

    public boolean isReadable() {
        return Codec.reads(json);
    }
}
