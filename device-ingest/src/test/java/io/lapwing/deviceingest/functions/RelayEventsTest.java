package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.Outbox.Leased;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class RelayEventsTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");

    private final EventSystem system = new EventSystem();
    private Instant now = T0;

    private static CommandQueued queued(String id) {
        return new CommandQueued(PUMP, new CommandId(id), 1);
    }

    private static CommandAdvanced advanced(String id, long version) {
        return new CommandAdvanced(PUMP, new CommandId(id), CommandState.SENT, version);
    }

    private void recorded(Event... events) {
        system.outbox().append(EventSystem.recorded(events));
    }

    /// Relays until nothing is due, as platforms do.
    private int relay() {
        int attempts = 0;
        for (List<Leased> taken = take(); !taken.isEmpty(); taken = take()) {
            system.relay().accept(taken, now);
            attempts += taken.size();
        }
        return attempts;
    }

    private List<Leased> take() {
        return system.outbox().take(RelayEvents.BATCH, now, RelayEvents.LEASE);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void delivers_all_that_is_due_and_each_once() {
        recorded(queued("a"), advanced("a", 2), advanced("a", 3), queued("b"));

        assertThat(relay()).isEqualTo(4);
        pass(Duration.ofDays(1));

        assertThat(relay()).isZero();
        assertThat(system.feed()).hasSize(4);
        assertThat(system.count(Counter.EVENTS_DELIVERED)).isEqualTo(4);
    }

    @Test
    void tries_an_event_again_later_and_keeps_its_key_waiting() {
        recorded(queued("a"), advanced("a", 2), queued("b"));
        system.failOn(queued("a"), new IllegalStateException("a fault"));

        relay();
        assertThat(system.handled).containsExactly(queued("b"));
        assertThat(system.count(Counter.EVENTS_POSTPONED)).isOne();
        system.repair();
        pass(Duration.ofMillis(499));
        assertThat(relay()).isZero();
        pass(Duration.ofMillis(1));

        assertThat(relay()).isEqualTo(2);
        assertThat(system.handled).containsExactly(queued("b"), queued("a"));
    }

    @Test
    void puts_an_event_aside_that_fails_again_and_again_and_lets_its_key_go_on() {
        recorded(queued("a"), advanced("a", 2));
        system.failOn(queued("a"), new IllegalStateException("a fault"));

        int attempts = 0;
        for (int i = 0; i < 40 && system.count(Counter.EVENTS_PUT_ASIDE) == 0; i++) {
            attempts += relay();
            pass(Duration.ofMinutes(5));
        }

        assertThat(system.attempts).isEqualTo(20);
        assertThat(attempts).isEqualTo(21);
        assertThat(system.count(Counter.EVENTS_PUT_ASIDE)).isOne();
        assertThat(system.count(Counter.EVENTS_DELIVERED)).isOne();
    }

    @Test
    void keeps_an_event_through_an_outage_of_any_length() {
        recorded(queued("a"));
        system.failOn(queued("a"), new StoreUnavailable("CommandSender.send", "a", new TimeoutException()));
        for (int i = 0; i < 100; i++) {
            relay();
            pass(Duration.ofMinutes(5));
        }

        system.repair();
        relay();

        assertThat(system.handled).containsExactly(queued("a"));
        assertThat(system.count(Counter.EVENTS_PUT_ASIDE)).isZero();
    }

    @Test
    void delivers_again_what_a_relay_had_that_died() {
        recorded(queued("a"));
        system.function().apply(take().stream().map(Leased::event).toList());
        pass(RelayEvents.LEASE);

        assertThat(relay()).isOne();

        assertThat(system.handled).hasSize(2);
        assertThat(system.feed()).hasSize(1);
    }
}
