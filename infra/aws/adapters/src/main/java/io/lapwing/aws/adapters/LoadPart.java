package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of one device that are loaded in one transaction.
///
/// @param number counts from 0 the parts of the device in one step
/// @param digest of the rows: the same for the same ones
record LoadPart(DeviceKey device, int number, List<Reading> rows, String digest) {

    private static final int MAX_ROWS = 10_000;
    /// In bytes. A transaction takes four times as much: names of metrics may go into the catalogue as well.
    private static final int MAX_SIZE = 1_000_000;
    /// With its kind, and what a text's length takes.
    private static final int NUMBER_SIZE = 10;

    LoadPart {
        rows = List.copyOf(rows);
    }

    private LoadPart(DeviceKey device, int number, List<Reading> rows) {
        this(device, number, rows, digest(rows));
    }

    /// Deals rows out by their devices, in their order. The same rows are always dealt out in the same way.
    static List<LoadPart> of(List<Reading> rows) {
        Map<DeviceKey, List<Reading>> byDevice = new LinkedHashMap<>();
        rows.forEach(row -> byDevice.computeIfAbsent(row.device(), _ -> new ArrayList<>()).add(row));
        List<LoadPart> parts = new ArrayList<>();
        byDevice.forEach((device, ofDevice) -> addParts(parts, device, ofDevice));
        return parts;
    }

    private static void addParts(List<LoadPart> parts, DeviceKey device, List<Reading> rows) {
        int number = 0;
        int from = 0;
        int size = 0;
        for (int to = 0; to < rows.size(); to++) {
            int more = sizeOf(rows.get(to));
            if (to > from && (to - from == MAX_ROWS || size + more > MAX_SIZE)) {
                parts.add(new LoadPart(device, number++, rows.subList(from, to)));
                from = to;
                size = 0;
            }
            size += more;
        }
        parts.add(new LoadPart(device, number, rows.subList(from, rows.size())));
    }

    /// No less than what a pack has of it, before that is deflated.
    private static int sizeOf(Reading row) {
        return row.values().entrySet().stream()
                .mapToInt(value -> bytes(value.getKey().value()) + sizeOf(value.getValue())).sum();
    }

    private static int sizeOf(MetricValue value) {
        return switch (value) {
            case MetricValue.TextValue(String text) -> bytes(text);
            case MetricValue.JsonValue(String json) -> bytes(json);
            case MetricValue.IntegerValue _,MetricValue.DecimalValue _,MetricValue.BooleanValue _ -> NUMBER_SIZE;
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Of all parts of a step.
    static String digestOf(List<LoadPart> parts) {
        MessageDigest digest = sha256();
        parts.forEach(part -> digest.update((part.device() + "/" + part.digest()).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(List<Reading> rows) {
        MessageDigest digest = sha256();
        for (Reading row : rows) {
            digest.update(row.key().toString().getBytes(StandardCharsets.UTF_8));
            row.values().entrySet().stream().map(Object::toString).sorted()
                    .forEach(value -> digest.update(value.getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
