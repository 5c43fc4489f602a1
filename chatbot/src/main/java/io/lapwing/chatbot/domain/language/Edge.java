package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Something that was recognised in a text, from one token to before another.
///
/// @param value what a slot of the kind holds
/// @param fuzzy whether it was not said exactly so
record Edge(SlotKind kind, int start, int end, Object value, boolean fuzzy) {

    /// One or several devices in a row.
    ///
    /// @param choice whether one of them is meant, and not all
    /// @param unknown a name that no device has, as it was said
    record Devices(List<DeviceId> ids, boolean choice, @Nullable String unknown) {
        Devices {
            ids = List.copyOf(ids);
        }

        static Devices unknown(String name) {
            return new Devices(List.of(), false, name);
        }

        Devices and(Devices more, boolean or) {
            List<DeviceId> all = new ArrayList<>(ids);
            more.ids.stream().filter(id -> !all.contains(id)).forEach(all::add);
            return new Devices(all, or || choice || more.choice, unknown == null ? more.unknown : unknown);
        }
    }

    /// A type of devices, or "a gateway", of which it is not said which.
    record Type(String name, boolean plural) {}
}
