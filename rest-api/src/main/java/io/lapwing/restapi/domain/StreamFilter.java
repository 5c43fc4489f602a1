package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which live updates an app wants.
///
/// @param devices of which devices; of all where it is empty
/// @param kinds of which kinds
public record StreamFilter(Set<DeviceId> devices, Set<Kind> kinds) {
    public static final StreamFilter ALL = new StreamFilter(Set.of(), EnumSet.allOf(Kind.class));
    private static final int MAX_DEVICES = 100;
    private static final List<String> WORDS = Stream.of(Kind.values()).map(Kind::word).toList();

    public StreamFilter {
        devices = Set.copyOf(devices);
        kinds = Set.copyOf(kinds);
    }

    public enum Kind {
        READINGS, PRESENCE, ALERTS, COMMANDS;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads `devices` and `kinds`, which may be left out.
    ///
    /// @throws RequestRefused
    ///             when they name no devices or no kinds
    public static StreamFilter of(QueryParameters query) {
        List<String> devices = query.list("devices");
        List<String> kinds = query.list("kinds");
        if (devices.size() > MAX_DEVICES || !devices.stream().allMatch(DeviceId::isValid)) {
            throw Problem.invalid("devices", "must be 1 to 100 device ids, separated by commas").refuse();
        }
        if (!WORDS.containsAll(kinds)) {
            throw Problem.invalid("kinds", "must be some of " + String.join(", ", WORDS) + ", separated by commas")
                    .refuse();
        }
        return new StreamFilter(devices.stream().map(DeviceId::new).collect(Collectors.toUnmodifiableSet()),
                kinds.isEmpty() ? ALL.kinds()
                        : kinds.stream().map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean takes(Kind kind, DeviceId device) {
        return kinds.contains(kind) && (devices.isEmpty() || devices.contains(device));
    }
}
