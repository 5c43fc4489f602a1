package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class LivePositionTest {

    private static final LivePosition HERE = new LivePosition(7, 40, 3);

    private static LiveEntry event(long number) {
        return new Happened(number, anEvent(new TenantId("acme"), "a", number));
    }

    private static LiveEntry reading(long commit, int index) {
        return new Measured(commit, index, DeviceKey.of("acme", "pump-1"),
                new StoredReading(new ReadingKey(T0, 0), false, Map.of()));
    }

    @Test
    void includes_what_lies_before_it() {
        assertThat(HERE.includes(event(7))).isTrue();
        assertThat(HERE.includes(event(8))).isFalse();
        assertThat(HERE.includes(reading(39, 99))).isTrue();
        assertThat(HERE.includes(reading(40, 2))).isTrue();
        assertThat(HERE.includes(reading(40, 3))).isFalse();
        assertThat(HERE.includes(reading(41, 0))).isFalse();
    }

    @Test
    void goes_on_with_entries_and_never_back() {
        assertThat(HERE.with(event(8))).isEqualTo(new LivePosition(8, 40, 3));
        assertThat(HERE.with(reading(41, 0))).isEqualTo(new LivePosition(7, 41, 1));
        assertThat(HERE.with(event(6)).with(reading(2, 9))).isEqualTo(HERE);
    }

    @Test
    void takes_of_two_positions_what_is_further() {
        LivePosition there = new LivePosition(9, 40, 1);

        assertThat(HERE.with(there)).isEqualTo(new LivePosition(9, 40, 3)).isEqualTo(there.with(HERE));
        assertThat(HERE.includes(there)).isFalse();
        assertThat(there.includes(HERE)).isFalse();
        assertThat(HERE.with(there).includes(HERE)).isTrue();
        assertThat(HERE.with(new LivePosition(1, 41, 0))).isEqualTo(new LivePosition(7, 41, 0));
    }

    @Test
    void is_a_text_and_back() {
        assertThat(HERE).hasToString("7-40-3");
        assertThat(LivePosition.parse("7-40-3")).contains(HERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7-40", "-7-40-3", "7-40-3-1", "a-b-c", "9999999999999999999-1-1",
            "1-1-9999999999"})
    void is_no_other_text(String text) {
        assertThat(LivePosition.parse(text)).isEmpty();
    }
}
