package io.lapwing.architecture.broken.restapi.functions;

import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Breaks `JACKSON_ONLY_IN_JSON`.
public final class FunctionThatSeesJackson {

    private FunctionThatSeesJackson() {}

    public static boolean reads(String json) {
        return new JsonFactory().createParser(ObjectReadContext.empty(), json).nextToken() == JsonToken.START_OBJECT;
    }
}
