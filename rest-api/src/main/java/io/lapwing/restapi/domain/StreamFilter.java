package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.live.LiveKind;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Which live updates an app wants.
///
/// @param devices of which devices; of all where it is empty
/// @param kinds of which kinds
public record StreamFilter(Set<DeviceId> devices, Set<LiveKind> kinds) {
    public static final StreamFilter ALL = new StreamFilter(Set.of(), EnumSet.allOf(LiveKind.class));
    private static final int MAX_DEVICES = 100;
    private static final String DEVICES = "devices";
    private static final String KINDS = "kinds";
    private static final List<String> WORDS = Stream.of(LiveKind.values()).map(LiveKind::word).toList();

    public StreamFilter {
        devices = Set.copyOf(devices);
        kinds = Set.copyOf(kinds);
    }

    /// Reads `devices` and `kinds`, which may be left out.
    ///
    /// @throws RequestRefused
    ///             when they name no devices or no kinds
    public static StreamFilter of(QueryParameters query) {
        List<String> devices = query.list(DEVICES);
        List<String> kinds = query.list(KINDS);
        if (!areDevices(devices)) {
            throw Problem.invalid(DEVICES, "must be 1 to 100 device ids, separated by commas").refuse();
        }
        if (!WORDS.containsAll(kinds)) {
            throw Problem.invalid(KINDS, "must be some of " + String.join(", ", WORDS) + ", separated by commas")
                    .refuse();
        }
        return of(devices, kinds);
    }

    /// Reads the same from a body, which may be left out, too.
    ///
    /// @throws RequestRefused
    ///             when it names no devices or no kinds, or something else
    public static StreamFilter ofBody(@Nullable Object body) {
        if (body == null) {
            return ALL;
        }
        Fields fields = Fields.of(body);
        List<String> devices = fields.texts(DEVICES, MAX_DEVICES);
        List<String> kinds = fields.texts(KINDS, WORDS.size());
        if (!areDevices(devices)) {
            fields.error(DEVICES, "must be device ids");
        }
        if (!WORDS.containsAll(kinds)) {
            fields.error(KINDS, "must be some of " + String.join(", ", WORDS));
        }
        fields.check();
        return of(devices, kinds);
    }

    private static boolean areDevices(List<String> devices) {
        return devices.size() <= MAX_DEVICES && devices.stream().allMatch(DeviceId::isValid);
    }

    private static StreamFilter of(List<String> devices, List<String> kinds) {
        if (!devices.isEmpty() && Set.copyOf(kinds).equals(Set.of(LiveKind.FILES.word()))) {
            throw Problem.invalid(KINDS, "files are of no device: name none, or other kinds, too").refuse();
        }
        return new StreamFilter(devices.stream().map(DeviceId::new).collect(Collectors.toUnmodifiableSet()),
                kinds.isEmpty() ? ALL.kinds()
                        : kinds.stream().map(word -> LiveKind.valueOf(word.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /// @param device of which something happened; null if it is of none, which nobody wants who names devices
    public boolean takes(LiveKind kind, @Nullable DeviceId device) {
        return kinds.contains(kind) && (devices.isEmpty() || (device != null && devices.contains(device)));
    }
}
