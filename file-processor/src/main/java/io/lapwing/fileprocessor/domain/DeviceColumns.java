package io.lapwing.fileprocessor.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The header of a list of devices, as `POST /v1/devices:import` takes it: `id,name,type`, and any of `site`, `gatewayId`,
/// `gateway`, `aliases`, `labels` and `labels.NAME`.
///
/// @param names of its columns, each once, the three among them
public record DeviceColumns(List<String> names) {

    static final String LABEL = "labels.";

    private static final List<String> NEEDED = List.of("id", "name", "type");
    private static final Set<String> KNOWN = Set.of("id", "name", "type", "site", "gatewayId", "gateway", "aliases",
            "labels");

    public DeviceColumns {
        names = List.copyOf(names);
    }

    /// What is wrong with a header, for whoever wrote it; nothing if it can be read.
    public static Optional<String> fault(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!isKnown(name)) {
                return Optional.of("Column " + Cell.quoted(name) + " is not known in a list of devices.");
            }
            if (!seen.add(name)) {
                return Optional.of("Column " + Cell.quoted(name) + " stands twice in the header.");
            }
        }
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeAll(seen);
        return missing.isEmpty() ? Optional.empty()
                : Optional.of("The header lacks " + String.join(", ", missing) + "; id,name,type are expected.");
    }

    private static boolean isKnown(String name) {
        return KNOWN.contains(name) || (name.startsWith(LABEL) && name.length() > LABEL.length());
    }
}
