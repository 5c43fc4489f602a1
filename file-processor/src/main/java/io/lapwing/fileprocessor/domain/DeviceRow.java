package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Reject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// A row of a list of devices.
public sealed interface DeviceRow {

    /// It describes a device.
    ///
    /// @param text the row as it was written
    record Described(DeviceId id, DeviceProfile profile, long line, String text) implements DeviceRow {

        public RejectedRow reject(FileCode code, String reason) {
            return new RejectedRow(null, new Reject(line, code, reason, text));
        }
    }

    /// It does not.
    record Refused(RejectedRow row) implements DeviceRow {}

    static DeviceRow read(DeviceColumns columns, Row row) {
        String text = row.text(Reject.MAX_ORIGINAL);
        if (row.size() != columns.names().size()) {
            return refuse(row, FileCode.FIELD_COUNT, "The row has " + row.size() + " fields, and its header "
                    + columns.names().size() + "; a field that holds the delimiter stands in quotes.");
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            if (!row.field(i).isEmpty()) {
                cells.put(columns.names().get(i), row.field(i));
            }
        }
        if (!DeviceId.isValid(cells.getOrDefault("id", ""))) {
            return refuse(row, FileCode.UNKNOWN_DEVICE, "No device can be called "
                    + Cell.quoted(cells.getOrDefault("id", "")) + ": 1 to 64 of A-Z, a-z, 0-9, _, ., : and - are.");
        }
        DeviceId id = new DeviceId(cells.getOrDefault("id", ""));
        try {
            return new Described(id, profile(id, cells), row.line(), text);
        } catch (IllegalArgumentException e) {
            return refuse(row, FileCode.TYPE_MISMATCH, "No device is like that: " + e.getMessage() + ".");
        }
    }

    /// @throws IllegalArgumentException if no device can be like that, saying why
    private static DeviceProfile profile(DeviceId id, Map<String, String> cells) {
        String gateway = cells.get("gatewayId");
        DeviceId gatewayId = gateway == null ? null : new DeviceId(gateway);
        if (id.equals(gatewayId)) {
            throw new IllegalArgumentException("its gateway is another device");
        }
        return new DeviceProfile(cells.getOrDefault("name", ""), cells.getOrDefault("type", ""), cells.get("site"),
                labels(cells), parts(cells.get("aliases")).toList(), flag(cells.get("gateway")), gatewayId);
    }

    /// From `labels`, `line=2;hall=north`, and from columns of their own. A part without an equals sign is a label without
    /// a value, which no device has.
    private static Map<String, String> labels(Map<String, String> cells) {
        Map<String, String> labels = new LinkedHashMap<>();
        parts(cells.get("labels")).forEach(part -> {
            int equals = part.indexOf('=');
            labels.put(equals < 0 ? part : part.substring(0, equals).strip(),
                    equals < 0 ? "" : part.substring(equals + 1).strip());
        });
        cells.forEach((name, cell) -> {
            if (name.startsWith(DeviceColumns.LABEL)) {
                labels.put(name.substring(DeviceColumns.LABEL.length()), cell);
            }
        });
        return labels;
    }

    private static Stream<String> parts(@Nullable String cell) {
        return cell == null ? Stream.of()
                : List.of(cell.split(";", -1)).stream().map(String::strip).filter(part -> !part.isEmpty());
    }

    private static boolean flag(@Nullable String cell) {
        return switch (cell) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            case null -> false;
            default -> throw new IllegalArgumentException("gateway: true or false");
        };
    }

    private static Refused refuse(Row row, FileCode code, String reason) {
        return new Refused(
                new RejectedRow(null, new Reject(row.line(), code, reason, row.text(Reject.MAX_ORIGINAL))));
    }
}
