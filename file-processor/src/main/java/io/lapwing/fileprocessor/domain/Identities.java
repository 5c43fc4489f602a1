package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.file.FileCode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Devices and metrics of a table by what is written: rows repeat the same few, which so are checked once.
final class Identities {

    /// However many there are in the table.
    private static final int MAX_KEPT = 4096;
    private static final int MAX_KEPT_LENGTH = 128;

    private final Map<String, Cell<DeviceId>> devices = new HashMap<>();
    private final Map<String, Cell<MetricLabel>> metrics = new HashMap<>();

    Cell<DeviceId> device(String written) {
        return kept(devices, written, Identities::readDevice);
    }

    Cell<MetricLabel> metric(String written) {
        return kept(metrics, written, MetricLabel::read);
    }

    private static <T> Cell<T> kept(Map<String, Cell<T>> known, String written, Function<String, Cell<T>> read) {
        Cell<T> cell = known.get(written);
        if (cell == null) {
            cell = read.apply(written);
            if (known.size() < MAX_KEPT && written.length() <= MAX_KEPT_LENGTH) {
                known.put(written, cell);
            }
        }
        return cell;
    }

    private static Cell<DeviceId> readDevice(String written) {
        if (DeviceId.isValid(written)) {
            return new Read<>(new DeviceId(written));
        }
        return new Refused<>(FileCode.UNKNOWN_DEVICE, written.isEmpty()
                ? "The row names no device."
                : "No device can be called " + Cell.quoted(written) + ": 1 to 64 of A-Z, a-z, 0-9, _, ., : and - are.");
    }
}
