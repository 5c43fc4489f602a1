package io.lapwing.architecture.broken.sharedmodel.json;

import tools.jackson.databind.json.JsonMapper;

/// Keeps to the rules.
public final class Codec {

    private Codec() {}

    public static boolean reads(String json) {
        return new JsonMapper().readTree(json).isObject();
    }
}
