package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.live.LiveKind;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamFilterTest {
    private static final DeviceId PUMP = new DeviceId("pump-1");
    private static final DeviceId TANK = new DeviceId("tank-1");

    private static StreamFilter of(String name, String... values) {
        return StreamFilter.of(new QueryParameters(Map.of(name, List.of(values))));
    }

    @Test
    void takes_everything_where_nothing_is_asked() {
        StreamFilter filter = StreamFilter.of(new QueryParameters(Map.of()));

        assertThat(LiveKind.values()).allMatch(kind -> filter.takes(kind, PUMP));
        assertThat(filter).isEqualTo(StreamFilter.ALL);
    }

    @Test
    void takes_the_kinds_and_devices_that_are_asked_for() {
        assertThat(of("devices", "pump-1,x").takes(LiveKind.ALERTS, PUMP)).isTrue();
        assertThat(of("devices", "x", "pump-1").takes(LiveKind.ALERTS, PUMP)).isTrue();
        assertThat(of("devices", "pump-1,x").takes(LiveKind.ALERTS, TANK)).isFalse();
        assertThat(of("kinds", "readings,presence").takes(LiveKind.PRESENCE, PUMP)).isTrue();
        assertThat(of("kinds", "readings,presence").takes(LiveKind.COMMANDS, PUMP)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "weather", "readings,", "READINGS", "readings presence"})
    void refuses_kinds_that_there_are_not(String kinds) {
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> of("kinds", kinds))
                .satisfies(refused -> assertThat(refused.problem().errors()).extracting(FieldError::field)
                        .containsExactly("kinds"));
    }

    @Test
    void refuses_files_of_devices() {
        Map<String, List<String>> query = Map.of("devices", List.of("pump-1"), "kinds", List.of("files"));

        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> StreamFilter.of(new QueryParameters(query)))
                .satisfies(refused -> assertThat(refused.problem().errors()).extracting(FieldError::field)
                        .containsExactly("kinds"));
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> StreamFilter.ofBody(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a,,b"})
    void refuses_devices_that_there_cannot_be(String devices) {
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> of("devices", devices))
                .satisfies(refused -> assertThat(refused.problem().errors()).extracting(FieldError::field)
                        .containsExactly("devices"));
    }

    @Test
    void reads_the_same_from_a_body() {
        assertThat(StreamFilter.ofBody(Map.of("devices", List.of("pump-1", "x"), "kinds", List.of("alerts"))))
                .isEqualTo(new StreamFilter(Set.of(PUMP, new DeviceId("x")), Set.of(LiveKind.ALERTS)));
        assertThat(StreamFilter.ofBody(null)).isEqualTo(StreamFilter.ALL);
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> StreamFilter.ofBody(Map.of("devices", Collections.nCopies(101, "a"))));
    }

    @Test
    void takes_a_hundred_devices_and_no_more() {
        String hundred = String.join(",", Collections.nCopies(100, "a"));

        assertThat(of("devices", hundred).devices()).hasSize(1);
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> of("devices", hundred + ",a"));
    }
}
