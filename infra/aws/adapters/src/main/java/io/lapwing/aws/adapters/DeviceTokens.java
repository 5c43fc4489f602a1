package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tokens of a device, one item: its only word on which of them are valid, and until when. The item of a token
/// leads here, and says nothing else.
///
/// @param incarnation of the device
/// @param version counts the changes, from 1; 0 if there are no tokens
/// @param ends when each token ends; [Long#MAX_VALUE] for one that has no end
record DeviceTokens(String incarnation, long version, Map<String, Long> ends) {

    private static final String VERSION = "n";
    private static final String ENDS = "ends";
    private static final String TENANT = "tenant";

    DeviceTokens {
        ends = Map.copyOf(ends);
    }

    static DeviceTokens first(String incarnation, TokenHash token) {
        return new DeviceTokens(incarnation, 1, Map.of(token.hex(), Long.MAX_VALUE));
    }

    /// @param item empty if there is none
    static DeviceTokens of(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return new DeviceTokens("", 0, Map.of());
        }
        return new DeviceTokens(Items.text(item, Keys.INCARNATION), Items.number(item, VERSION),
                item.getOrDefault(ENDS, AttributeValue.fromM(Map.of())).m().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, end -> Long.valueOf(end.getValue().n()))));
    }

    Map<String, AttributeValue> toItem() {
        return Map.of(Keys.INCARNATION, Items.of(incarnation), VERSION, Items.of(version), ENDS,
                AttributeValue.fromM(ends.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, end -> Items.of(end.getValue())))));
    }

    boolean isValid(TokenHash token, Instant now) {
        return now.toEpochMilli() < ends.getOrDefault(token.hex(), Long.MIN_VALUE);
    }

    /// Those that have no end.
    List<TokenHash> current() {
        return hashes().stream().filter(token -> Long.valueOf(Long.MAX_VALUE).equals(ends.get(token.hex()))).toList();
    }

    List<TokenHash> hashes() {
        return ends.keySet().stream().sorted().map(TokenHash::new).toList();
    }

    /// With `token`, and all others ending at `oldEnd` at the latest; those that have ended by `now` are left out.
    DeviceTokens rotated(TokenHash token, Instant oldEnd, Instant now) {
        Map<String, Long> changed = new HashMap<>();
        ends.forEach((hash, end) -> changed.put(hash, Math.min(end, oldEnd.toEpochMilli())));
        changed.values().removeIf(end -> end <= now.toEpochMilli());
        changed.put(token.hex(), Long.MAX_VALUE);
        return new DeviceTokens(incarnation, version + 1, changed);
    }

    /// The item of a token of `device`.
    static Map<String, AttributeValue> tokenItem(DeviceKey device, String incarnation) {
        return Map.of(TENANT, Items.of(device.tenant().value()), Keys.DEVICE, Items.of(device.device().value()),
                Keys.INCARNATION, Items.of(incarnation));
    }

    /// Whose token the item of one is.
    static DeviceKey holder(Map<String, AttributeValue> tokenItem) {
        return DeviceKey.of(Items.text(tokenItem, TENANT), Items.text(tokenItem, Keys.DEVICE));
    }
}
