package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.deviceingest.functions.CommandSystem.OTHER;
import static io.lapwing.deviceingest.functions.CommandSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DispatchCommandsTest {

    private final CommandSystem system = new CommandSystem();

    @Test
    void sends_a_command_to_a_device_that_is_there_at_once() {
        system.goOnline(PUMP);

        Command command = system.make();

        assertThat(system.sentTo(PUMP)).containsExactly(command.id());
        assertThat(system.current(command).progress().sentAt()).isEqualTo(system.start);
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);
    }

    @Test
    void stores_a_command_as_sent_before_it_sends_it() {
        system.goOnline(PUMP);

        system.make();

        assertThat(system.sent.all()).extracting(Command::state).containsExactly(CommandState.SENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void delivers_a_command_of_a_minute_once_to_a_device_that_comes_after_59_seconds(boolean restart) {
        Command command = system.make();
        assertThat(system.sent.all()).isEmpty();
        assertThat(system.stateOf(command)).isEqualTo(CommandState.QUEUED);
        if (restart) {
            system.restart();
        }

        system.at(59);
        system.comeOnline(PUMP);
        system.acknowledge(command, PUMP);
        system.ready(PUMP);
        system.at(61);
        system.comeOnline(PUMP);

        assertThat(system.sentTo(PUMP)).containsExactly(command.id());
        assertThat(system.stateOf(command)).isEqualTo(CommandState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void never_sends_a_command_of_a_minute_to_a_device_that_comes_after_61_seconds(boolean restart) {
        Command command = system.make();
        if (restart) {
            system.restart();
        }

        system.at(61);
        system.comeOnline(PUMP);
        system.ready(PUMP);
        system.tellQueued(command);
        assertThat(system.expire()).isEqualTo(1);
        system.ready(PUMP);

        assertThat(system.sent.all()).isEmpty();
        assertThat(system.stateOf(command)).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void sends_nothing_from_the_end_of_its_life_on() {
        Command command = system.make();

        system.at(60);
        system.comeOnline(PUMP);

        assertThat(system.sent.all()).isEmpty();
        assertThat(system.stateOf(command)).isEqualTo(CommandState.QUEUED);
    }

    @Test
    void sends_the_commands_that_wait_in_their_order_and_those_of_others_not() {
        Command first = system.make(aCommand().to(PUMP).withId("a"));
        Command second = system.make(aCommand().to(PUMP).withId("b"));
        system.make(aCommand().to(OTHER));

        system.comeOnline(PUMP);

        assertThat(system.sent.all()).extracting(Command::id).containsExactly(first.id(), second.id());
    }

    @Test
    void sends_again_what_may_not_have_been_sent_since_somebody_was_killed() {
        system.goOnline(PUMP);
        system.sent.setDown(true);
        Command command = aCommand().to(PUMP).createdAt(system.start).build();
        assertThat(system.stores.commands().save(command, List.of())).isEqualTo(Written.DONE);
        assertThatThrownBy(() -> system.tellQueued(command)).isInstanceOf(StoreUnavailable.class);
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);

        system.sent.setDown(false);
        system.restart();
        system.at(30);
        system.tellQueued(command);

        assertThat(system.sentTo(PUMP)).containsExactly(command.id());
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);
    }

    @Test
    void sends_again_what_may_not_have_been_sent_when_its_device_came_online() {
        Command command = system.make();
        system.at(10);
        system.sent.setDown(true);
        Event event = system.cameOnline(PUMP);
        assertThatThrownBy(() -> system.tell(event)).isInstanceOf(StoreUnavailable.class);
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);

        system.sent.setDown(false);
        system.restart();
        system.at(40);
        system.tell(event);

        assertThat(system.sentTo(PUMP)).containsExactly(command.id());
    }

    @Test
    void sends_again_under_the_same_id_what_was_not_acknowledged_and_nothing_that_was() {
        system.goOnline(PUMP);
        Command command = system.make();

        system.tellQueued(command);
        assertThat(system.sentTo(PUMP)).containsExactly(command.id(), command.id());

        system.acknowledge(command, PUMP);
        system.tellQueued(command);
        system.ready(PUMP);
        assertThat(system.sentTo(PUMP)).hasSize(2);
    }

    @Test
    void leaves_to_an_outside_broker_what_it_may_keep_for_a_device_that_comes_back() {
        system.goOnline(PUMP);
        system.make();
        system.goOffline(PUMP);

        system.at(30);
        system.comeOnline(PUMP);

        assertThat(system.sentTo(PUMP)).hasSize(1);
    }

    @Test
    void gives_a_broker_that_keeps_nothing_what_its_device_has_not_acknowledged() {
        system.goOnline(PUMP);
        Command command = system.make();

        system.at(30);
        system.ready(PUMP);

        assertThat(system.sentTo(PUMP)).containsExactly(command.id(), command.id());
    }

    @Test
    void takes_back_into_the_queue_what_a_broker_could_not_take() {
        system.goOnline(PUMP);
        system.sent.leave(PUMP);
        Command command = system.make();
        assertThat(system.stateOf(command)).isEqualTo(CommandState.QUEUED);
        assertThat(system.current(command).progress().sentAt()).isNull();

        system.sent.comeBack(PUMP);
        system.at(30);
        system.ready(PUMP);

        assertThat(system.sentTo(PUMP)).containsExactly(command.id());
        assertThat(Objects.requireNonNull(system.current(command).progress().sentAt()))
                .isEqualTo(system.start.plusSeconds(30));
    }

    @Test
    void tries_a_device_that_is_gone_no_further() {
        Command first = system.make(aCommand().to(PUMP).withId("a"));
        Command second = system.make(aCommand().to(PUMP).withId("b"));
        system.sent.leave(PUMP);

        system.ready(PUMP);

        assertThat(system.current(first).version()).isEqualTo(3);
        assertThat(system.current(second).version()).isEqualTo(1);
    }

    @Test
    void sends_nothing_that_was_cancelled_or_has_ended() {
        Command cancelled = system.make();
        Command after = ((CommandStep.Advanced) cancelled.cancelled(system.start)).command();
        assertThat(system.stores.commands().save(after, List.of())).isEqualTo(Written.DONE);

        system.comeOnline(PUMP);
        system.ready(PUMP);
        system.tellQueued(cancelled);

        assertThat(system.sent.all()).isEmpty();
    }

    @Test
    void sends_nothing_to_a_device_that_was_deleted() {
        Command command = system.make();
        system.goOnline(PUMP);
        assertThat(system.stores.registry().delete(PUMP, 1)).isTrue();

        system.tellQueued(command);
        system.ready(PUMP);

        assertThat(system.sent.all()).isEmpty();
    }

    @Test
    void has_one_of_those_that_are_told_at_once_send_a_command() {
        for (int i = 0; i < 50; i++) {
            CommandSystem race = new CommandSystem();
            Command command = race.make(aCommand().to(PUMP).livingFor(Duration.ofMinutes(1)));

            Racing.race(4, _ -> {
                race.comeOnline(PUMP);
                return true;
            });

            // Of those that come later, each may take it for one that another left unsent; the version tells.
            assertThat(race.sentTo(PUMP)).containsOnly(command.id());
            assertThat(race.current(command).version()).isEqualTo(2);
        }
    }
}
