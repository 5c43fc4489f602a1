package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// A line of a table of devices.
public sealed interface ImportLine {
    /// How many lines a table can have.
    int MAX_LINES = 1000;

    /// Where it begins in the text, from 1.
    long line();

    /// Which device it means, as it says.
    @Nullable
    String id();

    /// It describes a device.
    record Good(long line, DeviceFields.Draft draft) implements ImportLine {
        @Override
        public String id() {
            return draft.id().value();
        }
    }

    /// It does not.
    record Bad(long line, @Nullable String id, List<FieldError> errors) implements ImportLine {
        private static final int MAX_ERRORS = 5;
        private static final int MAX_ID = 64;

        public Bad {
            id = id == null ? null : Text.printable(id, MAX_ID);
            errors = errors.stream().limit(MAX_ERRORS).toList();
        }
    }

    /// @param cells by line, those of each row
    static List<ImportLine> read(ImportColumns columns, Map<Long, List<String>> cells) {
        List<ImportLine> lines = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        cells.forEach((line, row) -> {
            ImportLine read = read(columns, line, row);
            Long before = read instanceof Good good ? seen.putIfAbsent(good.id(), line) : null;
            lines.add(before == null ? read
                    : new Bad(line, read.id(), List.of(new FieldError("id", "stands on line " + before + " already"))));
        });
        return lines;
    }

    private static ImportLine read(ImportColumns columns, long line, List<String> cells) {
        if (cells.size() != columns.count()) {
            return new Bad(line, null, List.of(new FieldError("line",
                    "has " + cells.size() + " fields, and the header " + columns.count())));
        }
        Map<String, @Nullable Object> body = columns.body(cells);
        try {
            return new Good(line, DeviceFields.readDraft(body));
        } catch (RequestRefused e) {
            Map<String, FieldError> errors = new LinkedHashMap<>();
            e.problem().errors().forEach(error -> {
                String column = columns.columnOf(error.field());
                errors.putIfAbsent(column, new FieldError(column, error.message()));
            });
            return new Bad(line, body.get("id") instanceof String id ? id : null, List.copyOf(errors.values()));
        }
    }

    /// These lines in an order in which each device comes after its gateway, if that is among them. Gateways that hang
    /// on one another come last, and will not find theirs.
    static List<Good> gatewaysFirst(List<Good> lines) {
        List<Good> ordered = new ArrayList<>();
        Set<DeviceId> waiting = lines.stream().map(line -> line.draft().id()).collect(Collectors.toSet());
        List<Good> rest = lines;
        int before = -1;
        while (ordered.size() > before && !rest.isEmpty()) {
            before = ordered.size();
            List<Good> still = new ArrayList<>();
            for (Good line : rest) {
                DeviceId gateway = line.draft().profile().gatewayId();
                boolean waits = gateway != null && waiting.contains(gateway);
                (waits ? still : ordered).add(line);
                if (!waits) {
                    waiting.remove(line.draft().id());
                }
            }
            rest = still;
        }
        ordered.addAll(rest);
        return ordered;
    }
}
