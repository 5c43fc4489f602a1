package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchContentTest {

    private static DeviceWatch watch(int rules) {
        Map<RuleId, RuleProgress> progress = new HashMap<>();
        for (int i = 0; i < rules; i++) {
            progress.put(new RuleId("cold-store-" + i + "-too-warm"), new RuleProgress(i + 1, new ReadingKey(T0, i),
                    i % 3 == 0 ? new Breach(T0.minusSeconds(i), i / 7.0) : null,
                    i % 5 == 0 ? new OpenAlert(AlertId.of(i + 100L), Severity.WARNING, T0, i % 2 == 0) : null));
        }
        return new DeviceWatch(new Presence(true, -7L, "broker/9", T0), progress, T0.plusSeconds(900),
                T0.toEpochMilli());
    }

    private static int sizeOf(DeviceWatch watch) {
        return ItemSize.of(Map.of(StateItem.WATCH, WatchContent.write(watch)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, DeviceWatch.MAX_RULES})
    void reads_what_it_wrote(int rules) {
        assertThat(WatchContent.read(WatchContent.write(watch(rules)))).isEqualTo(watch(rules));
    }

    @Test
    void keeps_a_device_within_one_kilobyte_of_twenty_rules() {
        assertThat(sizeOf(watch(0))).isLessThan(50);
        assertThat(sizeOf(watch(20))).isLessThan(600);
        assertThat(sizeOf(watch(DeviceWatch.MAX_RULES))).isLessThan(6_000);
    }

    @Test
    void says_that_it_cannot_read_what_a_later_version_wrote() {
        AttributeValue later = new CompactWriter().number(2).number(1).toAttribute();

        assertThatThrownBy(() -> WatchContent.read(later)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("later version");
    }
}
