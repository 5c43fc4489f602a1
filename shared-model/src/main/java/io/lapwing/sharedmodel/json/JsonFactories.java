package io.lapwing.sharedmodel.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORReadFeature;

/// The readers and writers of this package, made once: they keep buffers and names that later documents reuse.
final class JsonFactories {

    /// For what the program wrote itself.
    static final JsonFactory OWN = new JsonFactory();

    static final int MAX_DEPTH = 32;

    /// The largest payload bounds everything else in it. Any smaller limit of the parser would blame the whole message
    /// for one long number or name.
    private static final StreamReadConstraints DEVICE_LIMITS = StreamReadConstraints.builder().maxNestingDepth(
            MAX_DEPTH).maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build();

    /// For JSON that programs of others wrote.
    static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).enable(
                    StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// For JSON that devices wrote. The tokens NaN and Infinity are read, to refuse their value and not their message.
    /// Names chosen to collide in the table of known names only make that table useless, they are no error.
    static final JsonFactory DEVICE_JSON = JsonFactory.builder().streamReadConstraints(DEVICE_LIMITS).enable(
            JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).disable(
                    TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /// For CBOR that devices wrote. An undefined value reads as null; an unknown simple value must not read as a
    /// number.
    static final CBORFactory DEVICE_CBOR = CBORFactory.builder().streamReadConstraints(DEVICE_LIMITS).disable(
            CBORReadFeature.READ_UNDEFINED_AS_EMBEDDED_OBJECT).enable(
                    CBORReadFeature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)
            .enable(
                    CBORReadFeature.DECODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING)
            .disable(
                    TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private JsonFactories() {}
}
