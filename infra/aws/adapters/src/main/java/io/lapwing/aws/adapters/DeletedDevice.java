package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a deleted device leaves behind until all that hung on it is removed.
///
/// @param deletedAt what was quarantined later is of another device of that id
record DeletedDevice(DeviceKey device, String incarnation, Instant deletedAt, List<TokenHash> tokens) {

    private static final String TENANT = "tenant";
    private static final String DELETED_AT = "deletedAt";
    private static final String TOKENS = "tokens";

    DeletedDevice {
        tokens = List.copyOf(tokens);
    }

    static DeletedDevice of(Map<String, AttributeValue> item) {
        return new DeletedDevice(DeviceKey.of(Items.text(item, TENANT), Items.text(item, Keys.DEVICE)),
                Items.text(item, Keys.INCARNATION), Instant.ofEpochMilli(Items.number(item, DELETED_AT)),
                item.getOrDefault(TOKENS, AttributeValue.fromL(List.of())).l().stream()
                        .map(token -> new TokenHash(token.s())).toList());
    }

    DynamoDbKey key(Keys keys) {
        return keys.deleted(device, incarnation);
    }

    Map<String, AttributeValue> toItem() {
        return Map.of(TENANT, Items.of(device.tenant().value()), Keys.DEVICE, Items.of(device.device().value()),
                Keys.INCARNATION, Items.of(incarnation), DELETED_AT, Items.of(deletedAt.toEpochMilli()), TOKENS,
                AttributeValue.fromL(tokens.stream().map(token -> Items.of(token.hex())).toList()));
    }
}
