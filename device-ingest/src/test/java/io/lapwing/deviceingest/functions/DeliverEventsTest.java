package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.domain.Delivery.Delivered;
import io.lapwing.deviceingest.domain.Delivery.Failed;
import io.lapwing.deviceingest.domain.Delivery.Held;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeed.Entry;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class DeliverEventsTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final AlertId ALERT = AlertId.of(1);
    private static final RuleId RULE = new RuleId("r");
    private static final Delivery DELIVERED = new Delivered();
    private static final Delivery OUTAGE = new Failed("something could not be reached", true);
    private static final Delivery FAULT = new Failed("IllegalStateException", false);

    private final EventSystem system = new EventSystem();

    private static CommandQueued queued(String id) {
        return new CommandQueued(PUMP, new CommandId(id), 1);
    }

    private static CommandAdvanced advanced(String id, long version) {
        return new CommandAdvanced(PUMP, new CommandId(id), CommandState.SENT, version);
    }

    private static WatchPosition at(long version) {
        return new WatchPosition(version, 0);
    }

    private List<Delivery> deliver(Event... events) {
        return system.deliver(events);
    }

    private List<Event> shown() {
        return system.feed().stream().map(Entry::event).map(RecordedEvent::event).toList();
    }

    @Test
    void shows_every_event_of_alerts_presence_and_commands() {
        Event[] events = {new AlertRaised(PUMP, ALERT, RULE, Severity.INFO, T0, "warm", at(1)),
                new AlertCleared(PUMP, ALERT, RULE, Severity.INFO, T0, at(2)),
                new AlertCaredFor(PUMP, ALERT, Deed.ACKNOWLEDGED, "user:zoe", 3), queued("c"), advanced("c", 2),
                new DeviceCameOnline(PUMP, at(3)), new DeviceWentOffline(PUMP, at(4))};

        assertThat(deliver(events)).hasSize(7).containsOnly(DELIVERED);

        assertThat(shown()).containsExactly(events);
    }

    @Test
    void does_what_follows_from_an_event_in_its_trace() {
        TraceParent trace = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);
        List<Event> events = List.of(queued("c"), new DeviceCameOnline(PUMP, at(1)),
                new ShadowDiffered(PUMP, ShadowName.MAIN, 5), new RuleChanged(PUMP.tenant(), RULE, 2, 0, null));

        system.function().apply(events.stream().map(event -> new RecordedEvent(event, T0, trace)).toList());

        assertThat(system.handled).containsExactlyElementsOf(events);
        assertThat(system.traces).hasSize(4).containsOnly(trace);
        assertThat(shown()).containsExactly(events.get(0), events.get(1));
    }

    @Test
    void delivers_again_without_showing_again() {
        deliver(queued("c"), advanced("c", 2));

        assertThat(deliver(queued("c"), advanced("c", 2))).containsOnly(DELIVERED);

        assertThat(shown()).containsExactly(queued("c"), advanced("c", 2));
    }

    @Test
    void holds_what_comes_after_a_failure_of_the_same_key_and_nothing_else() {
        system.failOn(queued("bad"), new IllegalStateException("a fault"));

        List<Delivery> outcomes = deliver(queued("good"), queued("bad"), advanced("bad", 2), advanced("good", 2),
                queued("other"));

        assertThat(outcomes).containsExactly(DELIVERED, FAULT, new Held(), DELIVERED, DELIVERED);
        assertThat(system.handled).containsExactly(queued("good"), queued("other"));
    }

    @Test
    void counts_as_delivered_what_came_before_a_failure_of_its_key() {
        system.failOn(new DeviceCameOnline(PUMP, at(2)), new IllegalStateException("a fault"));

        assertThat(deliver(new DeviceCameOnline(PUMP, at(1)), new DeviceCameOnline(PUMP, at(2)),
                new DeviceWentOffline(PUMP, at(3)))).containsExactly(DELIVERED, FAULT, new Held());
    }

    @Test
    void tells_an_outage_from_a_fault() {
        system.failOn(queued("c"), new StoreUnavailable("CommandSender.send", "c", new TimeoutException()));

        assertThat(deliver(queued("c"), queued("d"))).containsExactly(OUTAGE, DELIVERED);
    }

    @Test
    void does_not_wait_again_and_again_for_what_is_out_of_reach() {
        List<CommandQueued> commands = IntStream.range(0, 10).mapToObj(i -> queued("c" + i)).toList();
        commands.forEach(command -> system.failOn(command,
                new StoreUnavailable("CommandSender.send", "broker", new TimeoutException())));

        List<Delivery> outcomes = deliver(Stream.concat(commands.stream(),
                Stream.of(new DeviceCameOnline(PUMP, at(1)))).toArray(Event[]::new));

        assertThat(outcomes.subList(0, 10)).containsOnly(OUTAGE);
        assertThat(outcomes.getLast()).isEqualTo(DELIVERED);
        assertThat(system.attempts).isEqualTo(3);
    }

    @Test
    void shows_all_but_the_event_that_cannot_be_shown() {
        EventFeed picky = system.feedThat(events -> {
            if (events.stream().anyMatch(event -> event.event().equals(queued("bad")))) {
                throw new IllegalStateException("a fault");
            }
        });

        List<Delivery> outcomes = system.functionOn(picky).apply(EventSystem.recorded(queued("a"), queued("bad"),
                advanced("bad", 2), queued("b")));

        assertThat(outcomes).containsExactly(DELIVERED, FAULT, new Held(), DELIVERED);
        assertThat(shown()).containsExactly(queued("a"), queued("b"));
        assertThat(system.handled).containsExactly(queued("a"), queued("b"));
    }

    @Test
    void does_what_needs_no_feed_while_the_feed_is_out_of_reach() {
        EventFeed gone = system.feedThat(_ -> {
            throw new StoreUnavailable("EventFeed.append", "acme", new TimeoutException());
        });
        ShadowDiffered differed = new ShadowDiffered(PUMP, ShadowName.MAIN, 5);

        List<Delivery> outcomes = system.functionOn(gone).apply(EventSystem.recorded(queued("a"), differed,
                queued("b")));

        assertThat(outcomes).containsExactly(OUTAGE, DELIVERED, OUTAGE);
        assertThat(system.handled).containsExactly(differed);
    }

    @Test
    void has_nothing_to_do_with_nothing() {
        assertThat(deliver()).isEmpty();
    }
}
