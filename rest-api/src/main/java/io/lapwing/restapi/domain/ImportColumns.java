package io.lapwing.restapi.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// The header of a table of devices: what each column means.
public final class ImportColumns {
    private static final Set<String> PLAIN = Set.of("id", "name", "type", "site", "gatewayId");
    private static final String LABELS = "labels";
    private static final String LABEL = LABELS + ".";
    private static final String ALIASES = "aliases";
    private static final String GATEWAY = "gateway";
    private static final String SEPARATOR = ";";

    private final List<String> names;

    private ImportColumns(List<String> names) {
        this.names = List.copyOf(names);
    }

    /// @throws RequestRefused
    ///             when a column is not known, stands twice or is missing, naming all of them
    public static ImportColumns read(List<String> header) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!isKnown(name)) {
                errors.add(new FieldError(name, "is not known here"));
            } else if (!seen.add(name)) {
                errors.add(new FieldError(name, "stands twice in the header"));
            }
        }
        for (String needed : List.of("id", "name", "type")) {
            if (!seen.contains(needed)) {
                errors.add(new FieldError(needed, "is missing in the header"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refuse();
        }
        return new ImportColumns(header);
    }

    private static boolean isKnown(String name) {
        return PLAIN.contains(name) || name.equals(LABELS) || name.equals(ALIASES) || name.equals(GATEWAY)
                || (name.startsWith(LABEL) && name.length() > LABEL.length());
    }

    /// How many cells a row has.
    int count() {
        return names.size();
    }

    /// A row as the body of a request that registers its device. An empty cell says nothing.
    Map<String, @Nullable Object> body(List<String> cells) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String cell = cells.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            switch (name) {
                case LABELS -> putLabels(labels, cell);
                case ALIASES -> body.put(ALIASES, parts(cell));
                case GATEWAY -> body.put(GATEWAY, flag(cell));
                default -> (name.startsWith(LABEL) ? labels : body)
                        .put(name.startsWith(LABEL) ? name.substring(LABEL.length()) : name, cell);
            }
        }
        body.put(LABELS, labels);
        return body;
    }

    /// The column that an error belongs to: the field of the body, without what lies below it where that is no column.
    String columnOf(String field) {
        if (names.contains(field)) {
            return field;
        }
        int end = field.startsWith(LABEL) ? LABELS.length() : field.indexOf('[');
        return end < 0 ? field : field.substring(0, end);
    }

    /// A part without an equals sign becomes a label without a value, which is refused as such.
    private static void putLabels(Map<String, @Nullable Object> labels, String cell) {
        for (String part : parts(cell)) {
            int equals = part.indexOf('=');
            labels.put(equals < 0 ? part : part.substring(0, equals).strip(),
                    equals < 0 ? "" : part.substring(equals + 1).strip());
        }
    }

    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(SEPARATOR, -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static Object flag(String cell) {
        return switch (cell) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default -> cell;
        };
    }
}
