package io.lapwing.architecture.broken.deviceingest.domain;

import io.lapwing.architecture.broken.sharedmodel.json.Codec;

/// Breaks `DOMAIN_IS_PURE`.
public record DomainThatSeesJson(String json) {

    public boolean isReadable() {
        return Codec.reads(json);
    }
}
