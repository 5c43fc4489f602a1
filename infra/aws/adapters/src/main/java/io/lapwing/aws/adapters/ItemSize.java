package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.Text;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large DynamoDB takes an item to be: names and values in UTF-8, numbers by their digits. What it bills is that,
/// rounded up.
final class ItemSize {

    /// What one item may have.
    static final int MAX_BYTES = 400 * 1024;

    private static final int NESTING_BYTES = 3;

    private ItemSize() {}

    static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream().mapToInt(
                attribute -> Text.utf8Length(attribute.getKey()) + of(attribute.getValue())).sum();
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> Text.utf8Length(value.s());
            case N -> 2 + value.n().length() / 2;
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case M -> NESTING_BYTES + of(value.m());
            case L -> NESTING_BYTES + value.l().stream().mapToInt(ItemSize::of).sum();
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no attribute of ours");
        };
    }
}
