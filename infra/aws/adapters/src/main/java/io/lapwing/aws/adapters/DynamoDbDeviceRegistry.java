package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Devices as items of the registry table: a profile in the list of its tenant, and a state and a list of tokens of
/// their own. The three come and go in one transaction.
public final class DynamoDbDeviceRegistry implements DeviceRegistry {

    /// How long a deletion goes on removing what hung on the device; [DeletedDevices#purge] removes the rest.
    private static final Duration CLEARING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Map<String, AttributeValue> NOTHING = Map.of();

    private final DynamoDatabase database;
    private final Keys keys;
    private final DeviceList list;
    private final DeletedDevices deleted;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param clock when a device was deleted
    public DynamoDbDeviceRegistry(DynamoDatabase database, InstantSource clock) {
        this.database = database;
        this.keys = database.keys();
        this.list = new DeviceList(database);
        this.deleted = new DeletedDevices(database);
        this.clock = clock;
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> wanted) {
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll("DeviceRegistry.find",
                wanted.stream().flatMap(key -> Stream.of(keys.profile(key), keys.state(key))).toList());
        Map<DeviceKey, Device> found = new HashMap<>();
        for (DeviceKey key : wanted) {
            Map<String, AttributeValue> profile = items.get(keys.profile(key));
            if (profile != null) {
                found.put(key, DeviceItems.device(key.tenant(), profile,
                        items.getOrDefault(keys.state(key), NOTHING)));
            }
        }
        return found;
    }

    @Override
    public Page<Device> list(TenantId tenant, DeviceFilter filter, PageRequest page) {
        return list.page(tenant, filter, page);
    }

    @Override
    public boolean create(Device device, TokenHash token) {
        String operation = "DeviceRegistry.create";
        DeviceKey key = device.key();
        String incarnation = HexFormat.of().toHexDigits(random.nextLong());
        List<TransactWriteItem> writes = List.of(
                Writes.putNew(keys.profile(key), DeviceItems.newProfile(device, incarnation)),
                Writes.put(keys.state(key), DeviceItems.newState(device, incarnation)),
                Writes.put(keys.tokens(key), DeviceTokens.first(incarnation, token).toItem()),
                Writes.putNew(keys.token(token), DeviceTokens.tokenItem(key, incarnation)));
        return database.commit(operation, key.toString(), writes, () -> isTaken(operation, key, token))
                || incarnation(operation, key).filter(incarnation::equals).isPresent();
    }

    private boolean isTaken(String operation, DeviceKey key, TokenHash token) {
        if (incarnation(operation, key).isPresent()) {
            return true;
        }
        if (database.get(operation, keys.token(token)).isPresent()) {
            throw new IllegalArgumentException("a token that is already a device's");
        }
        return false;
    }

    private Optional<String> incarnation(String operation, DeviceKey key) {
        return database.get(operation, keys.profile(key)).map(profile -> Items.text(profile, Keys.INCARNATION));
    }

    @Override
    public boolean update(Device device) {
        String operation = "DeviceRegistry.update";
        DynamoDbKey key = keys.profile(device.key());
        long expected = device.version() - 1;
        TransactWriteItem edit = Writes.replace(key, DeviceItems.edited(device), DeviceItems.EDITED, "v = :expected",
                Map.of(":expected", Items.of(expected)));
        return database.commit(operation, device.key().toString(), List.of(edit), () -> database.get(operation, key)
                .filter(profile -> Items.number(profile, DeviceItems.VERSION) == expected).isEmpty());
    }

    @Override
    public boolean delete(DeviceKey key, long version) {
        String operation = "DeviceRegistry.delete";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(operation,
                    List.of(keys.profile(key), keys.tokens(key)));
            Map<String, AttributeValue> profile = items.getOrDefault(keys.profile(key), NOTHING);
            if (Items.optionalNumber(profile, DeviceItems.VERSION).orElse(0L) != version) {
                return false;
            }
            DeviceTokens tokens = DeviceTokens.of(items.getOrDefault(keys.tokens(key), NOTHING));
            DeletedDevice gone = new DeletedDevice(key, Items.text(profile, Keys.INCARNATION), clock.instant(),
                    tokens.hashes());
            if (database.transact(operation, key.toString(), deletion(gone, version, tokens))) {
                deleted.clear(gone, CLEARING);
                return true;
            }
            DynamoDatabase.pause(operation, key.toString(), round, deadline);
        }
    }

    /// Whoever gave the device a token meanwhile makes this fail, so that none is forgotten.
    private List<TransactWriteItem> deletion(DeletedDevice gone, long version, DeviceTokens tokens) {
        DeviceKey key = gone.device();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Writes.delete(keys.profile(key), "v = :v and inc = :inc",
                Map.of(":v", Items.of(version), ":inc", Items.of(gone.incarnation()))));
        writes.add(Writes.delete(keys.state(key)));
        writes.add(Writes.delete(keys.tokens(key), "n = :n", Map.of(":n", Items.of(tokens.version()))));
        writes.add(Writes.put(gone.key(keys), gone.toItem()));
        return writes;
    }
}
