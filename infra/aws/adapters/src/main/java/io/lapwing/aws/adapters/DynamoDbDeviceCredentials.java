package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Hashed tokens: an item for each, found by its hash, that names the device, and one item with all tokens of a device
/// and their ends, which alone says what is valid. Nothing is remembered: an ended token is refused at once.
public final class DynamoDbDeviceCredentials implements DeviceCredentials {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final DynamoDatabase database;
    private final Keys keys;
    private final InstantSource clock;

    /// @param clock which tokens have ended, and need not be kept
    public DynamoDbDeviceCredentials(DynamoDatabase database, InstantSource clock) {
        this.database = database;
        this.keys = database.keys();
        this.clock = clock;
    }

    @Override
    public Optional<DeviceKey> authenticate(TokenHash token, Instant now) {
        return database.get("DeviceCredentials.authenticate", keys.token(token)).flatMap(item -> {
            DeviceKey holder = DeviceTokens.holder(item);
            DeviceTokens tokens = tokens("DeviceCredentials.authenticate", holder);
            boolean valid = tokens.incarnation().equals(Items.text(item, Keys.INCARNATION))
                    && tokens.isValid(token, now);
            return valid ? Optional.of(holder) : Optional.empty();
        });
    }

    @Override
    public boolean rotate(DeviceKey device, TokenHash token, Instant oldValidUntil) {
        String operation = "DeviceCredentials.rotate";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            DeviceTokens tokens = tokens(operation, device);
            if (tokens.version() == 0 || tokens.ends().containsKey(token.hex())) {
                return tokens.version() > 0;
            }
            if (database.transact(operation, device.toString(), rotation(device, tokens, token, oldValidUntil))) {
                return true;
            }
            DynamoDatabase.pause(operation, device.toString(), round, deadline);
        }
    }

    private DeviceTokens tokens(String operation, DeviceKey device) {
        return DeviceTokens.of(database.get(operation, keys.tokens(device)).orElse(Map.of()));
    }

    private List<TransactWriteItem> rotation(DeviceKey device, DeviceTokens tokens, TokenHash token, Instant oldEnd) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Writes.put(keys.tokens(device), tokens.rotated(token, oldEnd, clock.instant()).toItem(),
                "n = :n and inc = :inc",
                Map.of(":n", Items.of(tokens.version()), ":inc", Items.of(tokens.incarnation()))));
        writes.add(Writes.putNew(keys.token(token), DeviceTokens.tokenItem(device, tokens.incarnation())));
        AttributeValue forgotten = Items.of(oldEnd.getEpochSecond() + 1);
        tokens.current().forEach(old -> writes.add(Writes.update(keys.token(old), "set expiresAt = :end",
                "attribute_exists(pk)", Map.of(":end", forgotten))));
        return writes;
    }
}
