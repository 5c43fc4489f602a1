package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A message with all that can be made of it before anything in the database is held.
///
/// @param json the values of each entry, in their order
record PreparedWrite(MessageWrite message, List<String> json) {

    static PreparedWrite of(MessageWrite message) {
        return new PreparedWrite(message, message.entries().stream()
                .map(entry -> ValuesJson.write(entry.reading().values())).toList());
    }

    /// All devices that these messages come from or bring readings of.
    static Set<DeviceKey> devices(List<PreparedWrite> writes) {
        Set<DeviceKey> devices = new HashSet<>();
        for (PreparedWrite write : writes) {
            devices.add(write.message().source());
            write.message().entries().forEach(entry -> devices.add(entry.reading().device()));
        }
        return devices;
    }

    /// The times of its readings, in milliseconds.
    static long[] times(List<MessageWrite> messages) {
        return readings(messages).mapToLong(reading -> reading.key().ts().toEpochMilli()).toArray();
    }

    private static Stream<Reading> readings(List<MessageWrite> messages) {
        return messages.stream().flatMap(message -> message.entries().stream()).map(MessageWrite.Entry::reading);
    }
}
