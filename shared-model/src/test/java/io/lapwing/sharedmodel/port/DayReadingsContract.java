package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.lake.ChangedDay;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [DayReadings] does.
public abstract class DayReadingsContract implements StoreTests, ReadingLoaderTests {

    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final LocalDate DATE = LocalDate.of(2026, 1, 1);

    private final TenantId tenant = freshTenant();

    /// The adapter under test, on the same data as the stores and the loader.
    protected abstract DayReadings days();

    @Test
    void marks_the_day_of_a_reading_that_is_new_or_another() {
        DeviceKey pump = device("pump");
        appendReadings(pump, aReading().at(DAY).withValue("t", 1));
        ChangedDay first = mark(DATE);
        appendReadings(pump, aReading().at(DAY).withValue("t", 2));

        assertThat(mark(DATE).version()).isNotEqualTo(first.version());
        assertThat(days().forget(first)).isFalse();
        assertThat(days().forget(mark(DATE))).isTrue();
        assertThat(marks()).isEmpty();
    }

    @Test
    void marks_no_day_for_what_says_nothing_new() {
        DeviceKey pump = device("pump");
        appendReadings(pump, aReading().at(DAY).withValue("t", 1));
        days().forget(mark(DATE));

        appendReadings(pump, aReading().at(DAY).withValue("t", 1));

        assertThat(marks()).isEmpty();
    }

    @Test
    void marks_the_days_of_rows_that_are_loaded() {
        DeviceKey pump = device("pump");
        loaded(fileFor(pump), pump, aReading().at(DAY), aReading().at(DAY.minusMillis(1)));

        assertThat(marks()).extracting(ChangedDay::day).containsExactly(new TenantDay(tenant, DATE.minusDays(1)),
                new TenantDay(tenant, DATE));
    }

    @Test
    void gives_a_day_another_version_after_each_change_even_if_its_mark_was_gone() {
        DeviceKey pump = device("pump");
        appendReadings(pump, aReading().at(DAY));
        ChangedDay first = mark(DATE);
        days().forget(first);
        appendReadings(pump, aReading().at(DAY.plusSeconds(1)));

        assertThat(days().forget(first)).isFalse();
        assertThat(marks()).hasSize(1);
    }

    @Test
    void marks_a_day_that_has_not_ended() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        DeviceKey pump = device("pump");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        appendReadings(pump, aReading().at(now), aReading().at(now.plusMillis(1)));

        assertThat(changed(today.plusDays(2))).isNotEmpty();
        assertThat(changed(today)).isEmpty();
    }

    @Test
    void lists_marks_page_by_page() {
        DeviceKey pump = device("pump");
        appendReadings(pump, aReading().at(DAY), aReading().at(DAY.plus(1, ChronoUnit.DAYS)),
                aReading().at(DAY.plus(2, ChronoUnit.DAYS)));

        TenantDay before = new TenantDay(tenant, DATE.minusDays(1));
        List<ChangedDay> page = days().changed(DATE.plusDays(3), before, 2);
        assertThat(page).extracting(mark -> mark.day().date()).containsExactly(DATE, DATE.plusDays(1));
        assertThat(days().changed(DATE.plusDays(3), page.getLast().day(), 1)).extracting(ChangedDay::day)
                .containsExactly(new TenantDay(tenant, DATE.plusDays(2)));
    }

    @Test
    void reads_a_day_in_the_order_of_devices_and_keys_whatever_the_size_of_pages() {
        DeviceKey second = device("b");
        DeviceKey first = device("a-1");
        DeviceKey upper = device("Z");
        List.of(second, first, upper).forEach(device -> appendReadings(device, aReading().at(DAY.minusMillis(1)),
                aReading().at(DAY.plusSeconds(2)), aReading().at(DAY).withSeq(2), aReading().at(DAY).withSeq(1),
                aReading().at(DAY.plus(1, ChronoUnit.DAYS))));
        registered(aDevice().in(freshTenant()).withId("a-1"));

        for (int size : new int[]{1, 2, 3, 4, 100}) {
            assertThat(all(size)).as("pages of " + size).containsExactly("Z 0/1", "Z 0/2", "Z 2000/0", "a-1 0/1",
                    "a-1 0/2", "a-1 2000/0", "b 0/1", "b 0/2", "b 2000/0");
        }
    }

    @Test
    void gives_back_values_as_they_were_stored() {
        DeviceKey pump = device("pump");
        ReadingBuilder reading = aReading().at(DAY).withValue("whole", (1L << 53) + 1).withValue("decimal", 0.1)
                .withValue("flag", true).withValue("text", "a 🦆");
        appendReadings(pump, aReading().at(DAY.plusSeconds(1)), reading);

        List<DayReading> readings = days().readings(new TenantDay(tenant, DATE), null, 10);
        assertThat(readings).hasSize(2);
        assertThat(readings.getFirst().reading().values()).isEqualTo(reading.build().values());
        assertThat(readings.getFirst().reading().late()).isTrue();
        assertThat(readings.getLast().reading().late()).isFalse();
    }

    private DeviceKey device(String id) {
        return registered(aDevice().in(tenant).withId(id));
    }

    private List<String> all(int pageSize) {
        List<String> found = new ArrayList<>();
        @Nullable
        DayReading after = null;
        List<DayReading> page;
        do {
            page = days().readings(new TenantDay(tenant, DATE), after, pageSize);
            page.forEach(reading -> found.add(reading.device() + " "
                    + (reading.reading().key().ts().toEpochMilli() - DAY.toEpochMilli()) + "/"
                    + reading.reading().key().seq()));
            after = page.isEmpty() ? null : page.getLast();
        } while (page.size() == pageSize);
        return found;
    }

    private ChangedDay mark(LocalDate date) {
        return marks().stream().filter(mark -> mark.day().date().equals(date)).findFirst().orElseThrow();
    }

    private List<ChangedDay> marks() {
        return changed(DATE.plusDays(1000));
    }

    private List<ChangedDay> changed(LocalDate before) {
        TenantDay first = new TenantDay(tenant, LocalDate.EPOCH);
        return days().changed(before, first, 1000).stream().filter(mark -> mark.day().tenant().equals(tenant)).toList();
    }
}
