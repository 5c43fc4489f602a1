package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.lake.ChangedDay;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Gives back the readings that are kept in memory, day by day.
final class InMemoryDayReadings implements DayReadings {

    private final Memory memory;

    InMemoryDayReadings(Memory memory) {
        this.memory = memory;
    }

    @Override
    public List<ChangedDay> changed(LocalDate before, @Nullable TenantDay after, int max) {
        synchronized (memory) {
            return memory.changedDays.entrySet().stream()
                    .filter(mark -> mark.getKey().date().isBefore(before))
                    .filter(mark -> after == null || mark.getKey().compareTo(after) > 0)
                    .map(mark -> new ChangedDay(mark.getKey(), mark.getValue())).limit(max).toList();
        }
    }

    @Override
    public boolean forget(ChangedDay mark) {
        synchronized (memory) {
            return memory.changedDays.remove(mark.day(), mark.version());
        }
    }

    @Override
    public List<DayReading> readings(TenantDay day, @Nullable DayReading after, int max) {
        ReadingKey from = new ReadingKey(day.begin(), Long.MIN_VALUE);
        ReadingKey to = new ReadingKey(day.end(), Long.MIN_VALUE);
        synchronized (memory) {
            return memory.devices.values().stream().filter(state -> state.device.key().tenant().equals(day.tenant()))
                    .flatMap(state -> state.readings.subMap(from, true, to, false).values().stream()
                            .map(reading -> new DayReading(state.device.key().device(), reading)))
                    .filter(reading -> after == null || isBehind(reading, after)).limit(max).toList();
        }
    }

    private static boolean isBehind(DayReading reading, DayReading after) {
        int devices = reading.device().value().compareTo(after.device().value());
        return devices > 0 || (devices == 0 && reading.reading().key().compareTo(after.reading().key()) > 0);
    }
}
