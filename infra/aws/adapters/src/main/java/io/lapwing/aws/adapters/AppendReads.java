package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads what a transaction has to be planned on.
///
/// Readings newer than all of their device's can meet no other, so that nothing is looked for, and the catalogue is
/// read only where it has to move. Claims are not read at first: they are mostly free, and a condition guards them.
final class AppendReads {

    private final DynamoDatabase database;
    private final String operation;
    private final KnownHours known;

    AppendReads(DynamoDatabase database, String operation, KnownHours known) {
        this.database = database;
        this.operation = operation;
        this.known = known;
    }

    /// @param withClaims whether the claims are to be read in any case
    Held read(List<AppendUnit> units, boolean withClaims) {
        Set<DeviceKey> devices = new LinkedHashSet<>();
        Set<QuarantineKey> quarantined = new LinkedHashSet<>();
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(operation,
                firstKeys(units, devices, quarantined));
        Map<DeviceKey, StateItem> states = states(devices, items);
        HeldDevices devicesToHold = new HeldDevices(database, operation, known,
                units.stream().flatMap(unit -> unit.write().entries().stream()).map(MessageWrite.Entry::reading),
                states);
        boolean allClaims = withClaims || states.size() < devices.size();
        Map<ClaimKey, DynamoDbKey> claims = claimKeys(units, states, allClaims);
        List<DynamoDbKey> moreKeys = new ArrayList<>(claims.values());
        moreKeys.addAll(devicesToHold.pageKeys());
        Map<DynamoDbKey, Map<String, AttributeValue>> more = database.getAll(operation, moreKeys);
        return new Held(devicesToHold.with(more), claims(claims, more), quarantine(quarantined, items),
                parts(units, items));
    }

    /// What decides whether a message can be taken at all.
    Held readForAdmission(MessageWrite message) {
        AppendUnit frame = AppendUnit.of(new MessageWrite(message.source(), message.mid(), message.receivedAt(),
                List.of(), List.of(), message.replayOf()));
        Set<DeviceKey> devices = AppendUnit.of(message).devices();
        List<DynamoDbKey> keys = firstKeys(List.of(frame), new HashSet<>(), new HashSet<>());
        devices.forEach(device -> keys.add(database.keys().state(device)));
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(operation, keys);
        Map<DeviceKey, StateItem> states = states(devices, items);
        Map<ClaimKey, DynamoDbKey> claims = claimKeys(List.of(frame), states, true);
        Map<DeviceKey, Held.HeldDevice> held = new HashMap<>();
        states.forEach((device, state) -> held.put(device,
                new Held.HeldDevice(state, Map.of(), null, ExistingReadings.Existing.NOTHING)));
        return new Held(held, claims(claims, database.getAll(operation, claims.values())),
                quarantine(frame.quarantine(), items), Map.of());
    }

    private List<DynamoDbKey> firstKeys(List<AppendUnit> units, Set<DeviceKey> devices,
            Set<QuarantineKey> quarantined) {
        List<DynamoDbKey> keys = new ArrayList<>();
        for (AppendUnit unit : units) {
            devices.addAll(unit.devices());
            quarantined.addAll(unit.quarantine());
            DynamoDbKey marker = unit.marker();
            if (marker != null) {
                keys.add(marker);
            }
        }
        devices.forEach(device -> keys.add(database.keys().state(device)));
        quarantined.forEach(key -> keys.add(database.keys().quarantined(key.tenant(), key.id())));
        return keys;
    }

    private Map<DeviceKey, StateItem> states(Set<DeviceKey> devices,
            Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        Map<DeviceKey, StateItem> states = new LinkedHashMap<>();
        for (DeviceKey device : devices) {
            Map<String, AttributeValue> item = items.get(database.keys().state(device));
            if (item != null) {
                states.put(device, StateItem.of(device, item));
            }
        }
        return states;
    }

    private Map<ClaimKey, DynamoDbKey> claimKeys(List<AppendUnit> units, Map<DeviceKey, StateItem> states,
            boolean all) {
        Map<ClaimKey, DynamoDbKey> keys = new HashMap<>();
        for (AppendUnit unit : units) {
            if (all || unit.part() != null) {
                for (ClaimKey claim : unit.claims()) {
                    StateItem state = states.get(claim.device());
                    if (state != null) {
                        keys.put(claim,
                                database.keys().claim(claim.device(), state.incarnation(), claim.mid()));
                    }
                }
            }
        }
        return keys;
    }

    private static Map<ClaimKey, Claim> claims(Map<ClaimKey, DynamoDbKey> keys,
            Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        Map<ClaimKey, Claim> claims = new HashMap<>();
        keys.forEach((claim, key) -> {
            Map<String, AttributeValue> item = items.get(key);
            if (item != null) {
                claims.put(claim, Claim.of(item));
            }
        });
        return claims;
    }

    private Map<QuarantineKey, QuarantineEntry> quarantine(Set<QuarantineKey> keys,
            Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        Map<QuarantineKey, QuarantineEntry> entries = new HashMap<>();
        for (QuarantineKey key : keys) {
            Map<String, AttributeValue> item = items.get(database.keys().quarantined(key.tenant(), key.id()));
            if (item != null) {
                entries.put(key, QuarantineItems.read(item));
            }
        }
        return entries;
    }

    private static Map<DynamoDbKey, Written> parts(List<AppendUnit> units,
            Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        Map<DynamoDbKey, Written> parts = new HashMap<>();
        for (AppendUnit unit : units) {
            DynamoDbKey marker = unit.marker();
            Map<String, AttributeValue> item = marker == null ? null : items.get(marker);
            if (marker != null && item != null) {
                parts.put(marker, PartMarker.read(item));
            }
        }
        return parts;
    }
}
