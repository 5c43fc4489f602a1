package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.CommandBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [CommandStore] does.
public abstract class CommandStoreContract implements StoreTests {

    private static final TraceParent TRACE = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            true);

    /// The adapter under test, on the stores of [#stores()].
    protected abstract CommandStore commands();

    /// Which of these positions the outbox holds of a key.
    protected abstract Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted);

    private Written save(Command command) {
        return commands().save(command, List.of(event(command)));
    }

    private static RecordedEvent event(Command command) {
        return CommandEvent.of(command, now(), null);
    }

    private Command saved(CommandBuilder builder) {
        return saved(builder.build());
    }

    private Command saved(Command command) {
        assertThat(save(command)).isEqualTo(Written.DONE);
        return command;
    }

    private static Command after(CommandStep step) {
        if (step instanceof Advanced(Command command)) {
            return command;
        }
        throw new AssertionError(step);
    }

    private Command found(Command command) {
        return commands().find(command.device().tenant(), command.id()).orElseThrow();
    }

    private boolean isAnnounced(Command command) {
        String key = event(command).event().orderKey();
        return !positionsInOutbox(key, Set.of(command.version())).isEmpty();
    }

    private List<Command> list(DeviceKey device, int pageSize) {
        return Pages.all(page -> commands().list(device, page), pageSize);
    }

    /// Of all that is overdue in a database that others use as well, what is this device's.
    private List<Command> overdue(DeviceKey device, Instant now) {
        return commands().overdue(now, 1000).stream().filter(command -> command.device().equals(device)).toList();
    }

    @Test
    void keeps_a_command_as_it_was_made() {
        DeviceKey pump = registered();
        Command command = aCommand().to(pump).doing("größer 🚰 machen", "{\"a\":[1e400,0.10,-0.0,\"\\u0000\",null]}")
                .by("user:日本").livingFor(Duration.ofDays(7)).withTrace(TRACE).build();

        saved(command);

        assertThat(found(command)).isEqualTo(command);
        assertThat(commands().find(freshTenant(), command.id())).isEmpty();
        assertThat(isAnnounced(command)).isTrue();
    }

    @Test
    void keeps_every_step_that_a_command_takes() {
        Command queued = saved(aCommand().to(registered()));
        Instant start = queued.createdAt();

        Command sent = saved(after(queued.sent(start.plusMillis(1))));
        assertThat(found(queued)).isEqualTo(sent);
        Command delivered = saved(after(sent.delivered(start.plusMillis(2))));
        assertThat(found(queued)).isEqualTo(delivered);
        JsonText payload = new JsonText("{\"rpm\":900.0,\"großer\":\"🚰\"}");
        Command done = saved(after(delivered.replied(new Reply(207, payload, start.plusMillis(3)))));
        assertThat(found(queued)).isEqualTo(done);

        assertThat(Stream.of(sent, delivered, done)).allMatch(this::isAnnounced);
        assertThat(list(queued.device(), 10)).containsExactly(done);
    }

    @Test
    void takes_a_command_back_into_the_queue() {
        Command queued = saved(aCommand().to(registered()));
        Command sent = saved(after(queued.sent(queued.createdAt())));

        Command again = saved(after(sent.notSent()));

        assertThat(found(queued)).isEqualTo(again);
        assertThat(commands().open(queued.device())).containsExactly(again);
    }

    @Test
    void keeps_the_largest_params_and_replies() {
        JsonText params = new JsonText("\"" + "ä".repeat(4095) + "\"");
        JsonText payload = new JsonText("\"" + "ä".repeat(8191) + "\"");
        Command queued = saved(aCommand().to(registered()).doing("m".repeat(128), params.json()));

        Command done = saved(after(queued.replied(new Reply(500, payload, queued.createdAt()))));

        assertThat(found(queued)).isEqualTo(done);
    }

    @Test
    void refuses_an_id_that_is_taken_and_changes_nothing() {
        Command first = saved(aCommand().to(registered()));
        Command second = aCommand().to(registered(aDevice().in(first.device().tenant()).withId("pump-2")))
                .withId(first.id().value()).doing("another", "{}").build();

        assertThat(save(second)).isEqualTo(Written.CONFLICT);
        assertThat(save(first)).isEqualTo(Written.CONFLICT);

        assertThat(found(first)).isEqualTo(first);
        assertThat(list(second.device(), 10)).isEmpty();
        assertThat(commands().open(second.device())).isEmpty();
    }

    @Test
    void keeps_the_same_id_apart_in_two_tenants() {
        Command one = saved(aCommand().to(registered()));
        Command other = saved(aCommand().to(registered()).withId(one.id().value()).doing("another", "{}"));

        assertThat(found(one)).isEqualTo(one);
        assertThat(found(other)).isEqualTo(other);
    }

    @Test
    void refuses_all_versions_but_the_next() {
        Command first = saved(aCommand().to(registered()));
        Command second = saved(after(first.sent(first.createdAt())));
        Command third = after(second.delivered(first.createdAt()));

        assertThat(save(after(first.cancelled(first.createdAt())))).isEqualTo(Written.CONFLICT);
        Command fourth = after(third.cancelled(first.createdAt()));
        assertThat(save(fourth)).isEqualTo(Written.CONFLICT);

        assertThat(found(first)).isEqualTo(second);
        assertThat(isAnnounced(fourth)).isFalse();
        assertThat(commands().open(first.device())).containsExactly(second);
    }

    @Test
    void takes_one_of_the_steps_that_race() {
        Command queued = saved(aCommand().to(registered()));

        List<Written> results = Racing.race(8,
                thread -> save(after(queued.cancelled(queued.createdAt().plusMillis(thread)))));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        assertThat(found(queued).progress().endedAt())
                .isEqualTo(queued.createdAt().plusMillis(results.indexOf(Written.DONE)));
        assertThat(commands().open(queued.device())).isEmpty();
    }

    @Test
    void makes_one_of_the_commands_that_race_for_an_id() {
        DeviceKey pump = registered();
        String id = "same";

        List<Written> results = Racing.race(8,
                thread -> save(aCommand().to(pump).withId(id).doing("by " + thread, "{}").build()));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        assertThat(list(pump, 10)).singleElement()
                .satisfies(made -> assertThat(made.method()).isEqualTo("by " + results.indexOf(Written.DONE)));
    }

    @Test
    void refuses_commands_to_a_device_that_is_not_registered() {
        DeviceKey nobody = new DeviceKey(freshTenant(), new DeviceId("nobody"));
        Command command = aCommand().to(nobody).build();

        assertThat(save(command)).isEqualTo(Written.NO_SUCH_DEVICE);

        assertThat(commands().find(nobody.tenant(), command.id())).isEmpty();
        assertThat(isAnnounced(command)).isFalse();
        assertThat(list(nobody, 10)).isEmpty();
        assertThat(commands().open(nobody)).isEmpty();
    }

    @Test
    void bounds_how_many_commands_of_a_device_are_open() {
        DeviceKey pump = registered();
        List<Command> open = new ArrayList<>();
        IntStream.range(0, CommandStore.MAX_OPEN).forEach(_ -> open.add(saved(aCommand().to(pump))));
        Command beyond = aCommand().to(pump).build();

        assertThat(save(beyond)).isEqualTo(Written.TOO_MANY);
        assertThat(commands().find(pump.tenant(), beyond.id())).isEmpty();
        assertThat(isAnnounced(beyond)).isFalse();
        assertThat(save(open.getFirst())).isEqualTo(Written.CONFLICT);
        assertThat(commands().open(pump)).hasSize(CommandStore.MAX_OPEN);

        Command ended = after(open.getFirst().cancelled(open.getFirst().createdAt()));
        saved(ended);
        saved(beyond);
        assertThat(save(aCommand().to(pump).build())).isEqualTo(Written.TOO_MANY);
        saved(after(ended.replied(new Reply(200, JsonText.EMPTY_OBJECT, now()))));
        assertThat(save(aCommand().to(pump).build())).isEqualTo(Written.TOO_MANY);
        saved(aCommand().to(registered(aDevice().in(pump.tenant()).withId("pump-2"))));
    }

    @Test
    void keeps_the_bound_when_commands_race() {
        DeviceKey pump = registered();
        IntStream.range(0, CommandStore.MAX_OPEN - 3).forEach(_ -> saved(aCommand().to(pump)));

        List<Written> results = Racing.race(8, _ -> save(aCommand().to(pump).build()));

        assertThat(results).filteredOn(Written.DONE::equals).hasSize(3);
        assertThat(results).filteredOn(Written.TOO_MANY::equals).hasSize(5);
        assertThat(commands().open(pump)).hasSize(CommandStore.MAX_OPEN);
    }

    @Test
    void lists_the_newest_first_page_by_page() {
        DeviceKey pump = registered();
        Instant start = now();
        List<Command> made = IntStream.range(0, 7)
                .mapToObj(i -> saved(aCommand().to(pump).createdAt(start.plusMillis(i / 2)).withId("c-" + i)))
                .toList();
        saved(aCommand().to(registered(aDevice().in(pump.tenant()).withId("pump-2"))));
        Command ended = saved(after(made.get(3).cancelled(start.plusMillis(1))));

        List<Command> all = list(pump, 10);

        assertThat(all).extracting(command -> command.id().value())
                .containsExactly("c-6", "c-5", "c-4", "c-3", "c-2", "c-1", "c-0");
        assertThat(all).contains(ended);
        assertThat(list(pump, 3)).isEqualTo(all);
        assertThat(list(pump, 1)).isEqualTo(all);
        assertThat(list(pump, 7)).isEqualTo(all);
    }

    @Test
    void shows_what_is_open_the_oldest_first() {
        DeviceKey pump = registered();
        Instant start = now();
        Command newest = saved(aCommand().to(pump).createdAt(start.plusSeconds(2)));
        Command oldest = saved(aCommand().to(pump).createdAt(start));
        Command middle = saved(aCommand().to(pump).createdAt(start.plusSeconds(1)));
        Command ended = saved(aCommand().to(pump).createdAt(start.plusSeconds(1)));
        saved(after(ended.cancelled(start.plusSeconds(1))));
        Command sent = saved(after(middle.sent(start.plusSeconds(1))));

        assertThat(commands().open(pump)).containsExactly(oldest, sent, newest);
    }

    @Test
    void finds_what_is_overdue_the_longest_ago_first() {
        DeviceKey pump = registered();
        Instant start = now().minus(Duration.ofHours(1));
        Command second = saved(aCommand().to(pump).createdAt(start).livingFor(Duration.ofSeconds(20)));
        Command first = saved(aCommand().to(pump).createdAt(start).livingFor(Duration.ofSeconds(10)));
        Command later = saved(aCommand().to(pump).createdAt(start).livingFor(Duration.ofSeconds(30)));
        Command sent = saved(after(later.sent(start)));
        Command done = saved(aCommand().to(pump).createdAt(start));
        saved(after(done.replied(new Reply(200, JsonText.EMPTY_OBJECT, start))));

        assertThat(overdue(pump, start.plusSeconds(20).minusMillis(1))).containsExactly(first);
        assertThat(overdue(pump, start.plusSeconds(20))).containsExactly(first, second);
        assertThat(overdue(pump, start.plusSeconds(100))).containsExactly(first, second, sent);
        assertThat(commands().overdue(start.plusSeconds(100), 2)).hasSize(2);

        Stream.of(first, second, sent).forEach(command -> saved(after(command.expired(start.plusSeconds(100)))));
        assertThat(overdue(pump, start.plusSeconds(100))).isEmpty();
    }

    @Test
    void forgets_the_commands_of_a_device_that_is_gone() {
        DeviceKey pump = registered();
        Command open = saved(aCommand().to(pump).createdAt(now().minus(Duration.ofHours(1))));
        Command ended = saved(aCommand().to(pump));
        saved(after(ended.cancelled(ended.createdAt())));

        assertThat(stores().registry().delete(pump, 1)).isTrue();

        assertThat(commands().find(pump.tenant(), open.id())).isEmpty();
        assertThat(commands().find(pump.tenant(), ended.id())).isEmpty();
        assertThat(list(pump, 10)).isEmpty();
        assertThat(commands().open(pump)).isEmpty();
        assertThat(overdue(pump, now())).isEmpty();
        assertThat(save(after(open.expired(now())))).isEqualTo(Written.NO_SUCH_DEVICE);
    }

    @Test
    void begins_anew_with_a_device_that_is_registered_again() {
        DeviceKey pump = registered();
        Command before = saved(aCommand().to(pump).createdAt(now().minus(Duration.ofHours(1))));
        IntStream.range(1, CommandStore.MAX_OPEN).forEach(_ -> saved(aCommand().to(pump)));
        assertThat(stores().registry().delete(pump, 1)).isTrue();

        registered(aDevice().withKey(pump));

        assertThat(list(pump, 10)).isEmpty();
        assertThat(commands().find(pump.tenant(), before.id())).isEmpty();
        assertThat(save(after(before.expired(now())))).isEqualTo(Written.CONFLICT);
        Command again = saved(aCommand().to(pump).withId(before.id().value()).doing("another", "{}"));
        assertThat(found(again)).isEqualTo(again);
        assertThat(list(pump, 10)).containsExactly(again);
        assertThat(commands().open(pump)).containsExactly(again);
    }
}
