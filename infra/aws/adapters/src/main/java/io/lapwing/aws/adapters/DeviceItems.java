package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A device as items: its profile, which people edit, and its state, which every message of it changes.
final class DeviceItems {

    /// When a device was last heard of, in milliseconds, 0 for never: an attribute of its state.
    static final String SEEN = "seen";
    /// How often readings of a device were committed: an attribute of its state, and what a commit is checked against.
    static final String COMMITS = "n";
    /// Whether a device is there: an attribute of its state, and part of what is remembered to watch over it.
    static final String ONLINE = "online";
    /// Which levels of packs a device has, as bits: an attribute of its state.
    static final String LEVELS = "levels";
    /// Counts the changes of a profile.
    static final String VERSION = "v";
    /// The id, the name and the aliases in lower case, one a line: what a list is searched for.
    static final String SEARCH = "sought";
    static final String NAME = "name";
    static final String TYPE = "type";
    static final String SITE = "site";
    static final String LABELS = "labels";
    static final String ALIASES = "aliases";
    static final String GATEWAY = "gateway";
    static final String GATEWAY_ID = "gatewayId";
    static final String CREATED_AT = "createdAt";
    static final String UPDATED_AT = "updatedAt";

    /// What an edit replaces, as a whole.
    static final Set<String> EDITED = Set.of(NAME, TYPE, SITE, LABELS, ALIASES, GATEWAY, GATEWAY_ID, SEARCH,
            UPDATED_AT, VERSION);

    private DeviceItems() {}

    static Map<String, AttributeValue> newProfile(Device device, String incarnation) {
        Map<String, AttributeValue> item = new HashMap<>(edited(device));
        item.put(Keys.INCARNATION, Items.of(incarnation));
        item.put(CREATED_AT, Items.of(device.createdAt().toEpochMilli()));
        return item;
    }

    /// The attributes of a profile that an edit replaces, [#EDITED]; what the device has none of is missing.
    static Map<String, AttributeValue> edited(Device device) {
        DeviceProfile profile = device.profile();
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(NAME, Items.of(profile.name()));
        item.put(TYPE, Items.of(profile.type()));
        putIfPresent(item, SITE, profile.site());
        item.put(LABELS, AttributeValue.fromM(profile.labels().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> Items.of(label.getValue())))));
        item.put(ALIASES, AttributeValue.fromL(profile.aliases().stream().map(Items::of).toList()));
        item.put(GATEWAY, Items.of(profile.gateway()));
        DeviceId gateway = profile.gatewayId();
        putIfPresent(item, GATEWAY_ID, gateway == null ? null : gateway.value());
        item.put(SEARCH, Items.of(searchText(device)));
        item.put(UPDATED_AT, Items.of(device.updatedAt().toEpochMilli()));
        item.put(VERSION, Items.of(device.version()));
        return item;
    }

    /// The state of a device that nothing has been heard of yet.
    static Map<String, AttributeValue> newState(Device device, String incarnation) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(Keys.INCARNATION, Items.of(incarnation));
        item.put(COMMITS, Items.of(0));
        item.put(LEVELS, Items.of(0));
        item.put(ONLINE, Items.of(device.online()));
        Instant seen = device.lastSeenAt();
        if (seen != null) {
            item.put(SEEN, Items.of(seen.toEpochMilli()));
        }
        return item;
    }

    /// @param state empty if it was not there, or not any more, when it was read
    static Device device(TenantId tenant, Map<String, AttributeValue> profile, Map<String, AttributeValue> state) {
        DeviceKey key = new DeviceKey(tenant, Keys.deviceOfProfile(Items.text(profile, DynamoDbKey.SK)));
        boolean belongs = Items.text(profile, Keys.INCARNATION)
                .equals(Items.optionalText(state, Keys.INCARNATION).orElse(null));
        Instant seen = belongs
                ? Items.optionalNumber(state, SEEN).filter(millis -> millis > 0).map(Instant::ofEpochMilli).orElse(null)
                : null;
        return new Device(key, profile(profile), belongs && Items.flag(state, ONLINE), seen,
                Instant.ofEpochMilli(Items.number(profile, CREATED_AT)),
                Instant.ofEpochMilli(Items.number(profile, UPDATED_AT)), Items.number(profile, VERSION));
    }

    private static DeviceProfile profile(Map<String, AttributeValue> item) {
        Map<String, String> labels = of(item, LABELS).m().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().s()));
        return new DeviceProfile(Items.text(item, NAME), Items.text(item, TYPE),
                Items.optionalText(item, SITE).orElse(null), labels,
                of(item, ALIASES).l().stream().map(AttributeValue::s).toList(), Items.flag(item, GATEWAY),
                Items.optionalText(item, GATEWAY_ID).map(DeviceId::new).orElse(null));
    }

    /// An attribute that holds others; one without any if it is missing.
    private static AttributeValue of(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.builder().build());
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, Items.of(text));
        }
    }

    private static String searchText(Device device) {
        Stream<String> names = Stream.of(device.key().device().value(), device.profile().name());
        return Stream.concat(names, device.profile().aliases().stream()).map(DeviceItems::folded)
                .collect(Collectors.joining("\n"));
    }

    /// `text` as it is searched for, in any case.
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
