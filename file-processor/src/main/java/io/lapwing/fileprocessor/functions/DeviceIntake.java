package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.DeviceRow;
import io.lapwing.fileprocessor.domain.DeviceRow.Described;
import io.lapwing.fileprocessor.domain.DeviceRow.Refused;
import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.file.FileCode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Takes the rows of one list of devices, and counts what became of those of a step.
///
/// Its devices are registered as of the time that the file was received: so a row that is taken once more, after somebody
/// died, finds that its device is there by this list, and counts it again as registered. Not thread-safe.
final class DeviceIntake {

    private final Devices devices;
    private final HeldFile held;
    private final Instant receivedAt;
    /// By device, the line of its row.
    private final Map<DeviceId, Long> lines = new HashMap<>();
    private final List<RejectedRow> rejects = new ArrayList<>();
    private int registered;
    private int known;

    DeviceIntake(Devices devices, HeldFile held) {
        this.devices = devices;
        this.held = held;
        this.receivedAt = Objects.requireNonNull(held.file().times().receivedAt());
    }

    /// Begins the next step.
    void begin() {
        rejects.clear();
        registered = 0;
        known = 0;
    }

    int taken() {
        return registered + known + rejects.size();
    }

    int registered() {
        return registered;
    }

    int known() {
        return known;
    }

    List<RejectedRow> rejects() {
        return List.copyOf(rejects);
    }

    /// A row of a step before.
    void passOver(DeviceRow row) {
        if (row instanceof Described described) {
            lines.putIfAbsent(described.id(), described.line());
        }
    }

    void take(DeviceRow row) {
        switch (row) {
            case Refused(RejectedRow refused) -> rejects.add(refused);
            case Described described -> {
                Long before = lines.putIfAbsent(described.id(), described.line());
                if (before == null) {
                    register(described);
                } else {
                    rejects.add(described.reject(FileCode.DUPLICATE_ROW,
                            "Device " + described.id() + " stands on line " + before + " already."));
                }
            }
        }
    }

    private void register(Described row) {
        DeviceId gatewayId = row.profile().gatewayId();
        Set<DeviceId> wanted = new HashSet<>(Set.of(row.id()));
        if (gatewayId != null) {
            wanted.add(gatewayId);
        }
        Map<DeviceId, Device> found = devices.find(held, wanted);
        Device device = found.get(row.id());
        Device gateway = gatewayId == null ? null : found.get(gatewayId);
        if (device != null) {
            count(device);
        } else if (gatewayId != null && (gateway == null || !gateway.profile().gateway())) {
            rejects.add(row.reject(FileCode.UNKNOWN_DEVICE, gatewayId
                    + " is no gateway that is registered, or described on an earlier row."));
        } else if (devices.register(held, row.id(), row.profile(), receivedAt)) {
            registered++;
        } else {
            count(devices.find(held, Set.of(row.id())).get(row.id()));
        }
    }

    private void count(@Nullable Device device) {
        if (device != null && device.createdAt().equals(receivedAt)) {
            registered++;
        } else {
            known++;
        }
    }
}
