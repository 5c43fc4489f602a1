package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.RepeatedTest;

import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.deviceingest.functions.WatchSystem.entry;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

class ConcurrentWatchTest {

    private static final int READINGS = 200;

    private final WatchSystem system = new WatchSystem();

    @RepeatedTest(5)
    void opens_one_alert_where_two_instances_evaluate_the_readings_of_a_device() {
        system.rule(aRule().above(80));
        Instant now = system.now();
        List<ReceivedMessage> messages = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            MessageBuilder message = system.message(STORE).withJson(entry(81 + i % 9, now.plusMillis(i)));
            messages.add(message.build());
        }
        List<IngestTelemetry> instances = List.of(system.ingest(), system.ingest());

        race(4, thread -> {
            for (int i = thread / 2; i < READINGS; i += 2) {
                instances.get(thread % 2).apply(List.of(messages.get(i)));
            }
            return thread;
        });

        assertThat(system.alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen()).isTrue());
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }

    @RepeatedTest(5)
    void tells_once_that_a_device_came_and_went_whoever_looks() {
        race(4, _ -> system.ingest().apply(List.of(system.message(STORE).build())));
        system.goOn(WatchSystem.SILENCE);

        race(4, _ -> system.check());

        assertThat(system.told()).containsExactly("online", "offline");
        assertThat(system.alerts()).extracting(Alert::id).isEmpty();
    }
}
