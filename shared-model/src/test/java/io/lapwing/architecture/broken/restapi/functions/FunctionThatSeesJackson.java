package io.lapwing.architecture.broken.restapi.functions;

import tools.jackson.databind.json.JsonMapper;

/// Breaks `JACKSON_ONLY_IN_JSON`.
public final class FunctionThatSeesJackson {

    private FunctionThatSeesJackson() {}

    public static boolean reads(String json) {
        return new JsonMapper().readTree(json).isObject();
    }
}
