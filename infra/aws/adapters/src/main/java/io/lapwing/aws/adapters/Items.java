package io.lapwing.aws.adapters;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Attributes of items, read and made.
final class Items {

    private Items() {}

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(boolean flag) {
        return AttributeValue.fromBool(flag);
    }

    /// @throws IllegalStateException
    ///             if the item has no such attribute: it is none of ours
    static String text(Map<String, AttributeValue> item, String name) {
        return optionalText(item, name).orElseThrow(() -> missing(name));
    }

    static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return optionalNumber(item, name).orElseThrow(() -> missing(name));
    }

    static Optional<Long> optionalNumber(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }

    static boolean flag(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::bool).orElse(false);
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("an item without " + name);
    }
}
