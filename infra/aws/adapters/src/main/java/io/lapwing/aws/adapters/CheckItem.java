package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Checks that are due at a time, as items. One lies where its device's state says; another is left over from a device
/// that was deleted.
///
/// @param commit of the device that put it there
record CheckItem(DynamoDbKey key, DeviceKey device, String incarnation, long commit) {

    static final String COMMIT = "n";
    private static final String TENANT = "tenant";

    static Map<String, AttributeValue> write(DeviceKey device, String incarnation, long commit) {
        return Map.of(TENANT, Items.of(device.tenant().value()), Keys.DEVICE, Items.of(device.device().value()),
                Keys.INCARNATION, Items.of(incarnation), COMMIT, Items.of(commit));
    }

    static CheckItem of(String table, Map<String, AttributeValue> item) {
        return new CheckItem(DynamoDbKey.of(table, item),
                DeviceKey.of(Items.text(item, TENANT), Items.text(item, Keys.DEVICE)),
                Items.text(item, Keys.INCARNATION), Items.number(item, COMMIT));
    }

    Instant dueAt() {
        return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(key.sk(), 0, Keys.MILLIS_DIGITS));
    }
}
