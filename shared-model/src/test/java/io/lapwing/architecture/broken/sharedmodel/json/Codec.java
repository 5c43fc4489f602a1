package io.lapwing.architecture.broken.sharedmodel.json;

import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Keeps to the rules.
public final class Codec {

    private Codec() {}

    public static boolean reads(String json) {
        return new JsonFactory().createParser(ObjectReadContext.empty(), json).nextToken() == JsonToken.START_OBJECT;
    }
}
