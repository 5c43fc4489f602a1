package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.ConversationBuilder;
import io.lapwing.sharedmodel.fixtures.Lookalikes;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aConversation;
import static io.lapwing.sharedmodel.fixtures.Fixtures.chatOf;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What every [ConversationStore] does.
public abstract class ConversationStoreContract implements StoreTests {

    /// The adapter under test, on the stores of [#stores()].
    protected abstract ConversationStore conversations();

    /// Of the same stores.
    protected abstract CommandStore commands();

    /// Which of these positions the outbox holds of a key.
    protected abstract Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted);

    private Conversation saved(ConversationBuilder builder) {
        Conversation conversation = builder.build();
        assertThat(conversations().save(conversation)).isTrue();
        return conversation;
    }

    private Conversation found(Conversation conversation) {
        return conversations().find(conversation.key()).orElseThrow();
    }

    private static ConversationBuilder after(Conversation conversation) {
        return aConversation().under(conversation.key()).atVersion(conversation.version() + 1);
    }

    private Written confirmed(ConversationBuilder conversation, Command command) {
        return conversations().save(conversation.build(), command, List.of(event(command)));
    }

    private static RecordedEvent event(Command command) {
        return CommandEvent.of(command, now(), null);
    }

    private boolean isAnnounced(Command command) {
        return !positionsInOutbox(event(command).event().orderKey(), Set.of(command.version())).isEmpty();
    }

    private void assertNothingCameOf(Command command) {
        assertThat(commands().find(command.device().tenant(), command.id())).isEmpty();
        assertThat(commands().open(command.device())).doesNotContain(command);
        assertThat(isAnnounced(command)).isFalse();
    }

    @Test
    void keeps_a_conversation_as_it_was_saved() {
        Conversation conversation = saved(aConversation().keptUntil(now().plusMillis(1))
                .remembering("{\"größer 🚰\":[1e400,0.10,-0.0,\"\\u0000\",null],\"بوابة\":\"日本\"}"));

        assertThat(found(conversation)).isEqualTo(conversation);
    }

    @Test
    void keeps_the_largest_memory() {
        String memory = "\"" + "🚰ä日".repeat(Conversation.MAX_MEMORY_BYTES / 9 - 1) + "\"";

        Conversation first = saved(aConversation().remembering(memory));
        Conversation second = saved(after(first).remembering(memory));

        assertThat(found(first)).isEqualTo(second);
    }

    @Test
    void knows_nothing_of_a_conversation_that_never_was() {
        assertThat(conversations().find(aConversation().build().key())).isEmpty();
    }

    @Test
    void replaces_the_version_before_only() {
        Conversation first = saved(aConversation().remembering("1"));
        Conversation second = saved(after(first).remembering("2"));

        assertThat(conversations().save(first)).isFalse();
        assertThat(conversations().save(after(first).remembering("stale").build())).isFalse();
        assertThat(conversations().save(after(second).atVersion(4).build())).isFalse();
        assertThat(found(first)).isEqualTo(second);
        Conversation third = saved(after(second).keptUntil(now().plus(Duration.ofHours(1))));
        assertThat(found(first)).isEqualTo(third);
    }

    @Test
    void replaces_nothing_where_nothing_is() {
        Conversation second = aConversation().atVersion(2).build();

        assertThat(conversations().save(second)).isFalse();

        assertThat(conversations().find(second.key())).isEmpty();
    }

    @Test
    void lets_one_of_several_beginnings_at_once_win() {
        ConversationKey key = aConversation().build().key();

        List<Boolean> results = Racing.race(8,
                i -> conversations().save(aConversation().under(key).remembering("" + i).build()));

        assertThat(results).containsOnlyOnce(true);
        assertThat(conversations().find(key).orElseThrow().memory().json()).isEqualTo("" + results.indexOf(true));
    }

    @Test
    void loses_nothing_that_is_said_at_once() {
        Conversation first = saved(aConversation().remembering("0"));

        Racing.race(8, i -> {
            addOne(first.key());
            return i;
        });

        assertThat(found(first).memory().json()).isEqualTo("8");
        assertThat(found(first).version()).isEqualTo(9);
    }

    private void addOne(ConversationKey key) {
        for (int i = 0; i < 1000; i++) {
            Conversation read = conversations().find(key).orElseThrow();
            String next = "" + (Integer.parseInt(read.memory().json()) + 1);
            if (conversations().save(after(read).remembering(next).build())) {
                return;
            }
        }
        throw new AssertionError("lost every race");
    }

    @Test
    void takes_a_conversation_up_again_whatever_became_of_it_meanwhile() {
        Conversation past = saved(aConversation().keptUntil(now().minus(Duration.ofHours(1))));

        long version = conversations().find(past.key()).map(found -> found.version() + 1).orElse(1L);

        Conversation again = saved(aConversation().under(past.key()).atVersion(version));
        assertThat(found(past)).isEqualTo(again);
    }

    @Test
    void keeps_places_and_people_apart() {
        ChatAccount alice = freshAccount();
        List<Conversation> saved = new ArrayList<>();
        for (ChatPlace place : Lookalikes.places(alice.workspace())) {
            saved.add(saved(aConversation().by(alice).in(place).remembering("" + saved.size())));
        }
        for (ChatAccount account : Lookalikes.accounts(alice.workspace())) {
            saved.add(saved(aConversation().by(account).in(chatOf(alice)).remembering("" + saved.size())));
        }

        assertThat(saved).allSatisfy(conversation -> assertThat(found(conversation)).isEqualTo(conversation));
    }

    @Test
    void finds_a_conversation_however_the_place_is_answered() {
        ChatAccount alice = freshAccount();
        ChatPlace place = chatOf(alice);
        ChatPlace answered = new ChatPlace(place.channel(), place.workspace(), place.id(), null, "token");

        Conversation first = saved(aConversation().by(alice).in(answered));

        assertThat(conversations().find(new ConversationKey(place, alice))).contains(first);
        assertThat(conversations().save(aConversation().by(alice).in(place).build())).isFalse();
    }

    @Test
    void keeps_a_conversation_with_the_command_that_was_confirmed_in_it() {
        DeviceKey pump = registered();
        Conversation first = saved(aConversation());
        Command command = aCommand().to(pump).doing("größer 🚰", "{\"a\":[1e400,\"\\u0000\"]}").by("slack:T1/U7")
                .build();

        assertThat(confirmed(after(first).remembering("2"), command)).isEqualTo(Written.DONE);

        assertThat(found(first).memory().json()).isEqualTo("2");
        assertThat(found(first).version()).isEqualTo(2);
        assertThat(commands().find(pump.tenant(), command.id())).contains(command);
        assertThat(commands().open(pump)).containsExactly(command);
        assertThat(isAnnounced(command)).isTrue();
    }

    @Test
    void begins_a_conversation_with_a_command() {
        Command command = aCommand().to(registered()).build();
        Conversation first = aConversation().build();

        assertThat(conversations().save(first, command, List.of(event(command)))).isEqualTo(Written.DONE);

        assertThat(found(first)).isEqualTo(first);
        assertThat(commands().open(command.device())).containsExactly(command);
    }

    @Test
    void makes_no_command_in_a_conversation_that_has_gone_on() {
        DeviceKey pump = registered();
        Conversation first = saved(aConversation());
        Conversation second = saved(after(first));
        Command command = aCommand().to(pump).build();

        assertThat(confirmed(after(first), command)).isEqualTo(Written.CONFLICT);
        assertThat(confirmed(after(second).atVersion(4), command)).isEqualTo(Written.CONFLICT);
        assertThat(confirmed(after(second).atVersion(1), command)).isEqualTo(Written.CONFLICT);

        assertThat(found(first)).isEqualTo(second);
        assertNothingCameOf(command);
    }

    @Test
    void tells_of_a_conversation_that_has_gone_on_before_all_else() {
        Conversation first = saved(aConversation());
        saved(after(first));
        Command command = aCommand().to(new DeviceKey(freshTenant(), new DeviceId("nobody"))).build();

        assertThat(confirmed(after(first), command)).isEqualTo(Written.CONFLICT);
    }

    @Test
    void leaves_a_conversation_as_it_is_whose_command_has_an_id_that_is_taken() {
        Conversation first = saved(aConversation());
        Command taken = aCommand().to(registered()).build();
        assertThat(commands().save(taken, List.of(event(taken)))).isEqualTo(Written.DONE);

        assertThat(confirmed(after(first), taken)).isEqualTo(Written.CONFLICT);

        assertThat(found(first)).isEqualTo(first);
        assertThat(commands().open(taken.device())).containsExactly(taken);
    }

    @Test
    void leaves_a_conversation_as_it_is_whose_device_is_not_registered() {
        Conversation first = saved(aConversation());
        Command command = aCommand().to(new DeviceKey(freshTenant(), new DeviceId("nobody"))).build();

        assertThat(confirmed(after(first), command)).isEqualTo(Written.NO_SUCH_DEVICE);

        assertThat(found(first)).isEqualTo(first);
        assertNothingCameOf(command);
    }

    @Test
    void leaves_a_conversation_as_it_is_whose_device_has_too_many_open_commands() {
        DeviceKey pump = registered();
        Conversation first = saved(aConversation());
        List<Command> open = IntStream.range(0, CommandStore.MAX_OPEN).mapToObj(_ -> aCommand().to(pump).build())
                .toList();
        open.forEach(command -> assertThat(commands().save(command, List.of(event(command))))
                .isEqualTo(Written.DONE));
        Command beyond = aCommand().to(pump).build();

        assertThat(confirmed(after(first), beyond)).isEqualTo(Written.TOO_MANY);
        assertThat(found(first)).isEqualTo(first);
        assertNothingCameOf(beyond);

        Command ended = ((Advanced) open.getFirst().cancelled(open.getFirst().createdAt())).command();
        assertThat(commands().save(ended, List.of(event(ended)))).isEqualTo(Written.DONE);
        assertThat(confirmed(after(first), beyond)).isEqualTo(Written.DONE);
        assertThat(found(first).version()).isEqualTo(2);
        assertThat(commands().open(pump)).contains(beyond).hasSize(CommandStore.MAX_OPEN);
    }

    @Test
    void makes_one_command_of_a_confirmation_that_is_pressed_by_many_at_once() {
        DeviceKey pump = registered();
        Conversation first = saved(aConversation());
        List<Command> made = IntStream.range(0, 8).mapToObj(i -> aCommand().to(pump).doing("by " + i, "{}").build())
                .toList();

        List<Written> results = Racing.race(8,
                i -> confirmed(after(first).remembering("" + i), made.get(i)));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        int winner = results.indexOf(Written.DONE);
        assertThat(found(first).memory().json()).isEqualTo("" + winner);
        assertThat(commands().open(pump)).containsExactly(made.get(winner));
        assertThat(made).filteredOn(this::isAnnounced).containsExactly(made.get(winner));
    }

    @Test
    void makes_one_command_of_an_id_that_comes_up_in_several_conversations_at_once() {
        Command command = aCommand().to(registered()).build();
        List<Conversation> begun = IntStream.range(0, 8).mapToObj(_ -> saved(aConversation())).toList();

        List<Written> results = Racing.race(8, i -> confirmed(after(begun.get(i)), command));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        assertThat(begun).filteredOn(conversation -> found(conversation).version() == 2)
                .containsExactly(begun.get(results.indexOf(Written.DONE)));
        assertThat(commands().open(command.device())).containsExactly(command);
    }

    @Test
    void knows_in_which_conversation_a_command_was_confirmed() {
        Conversation first = saved(aConversation());
        saved(aConversation());
        Command command = aCommand().to(registered()).build();
        TenantId tenant = command.device().tenant();
        assertThat(conversations().confirmedIn(tenant, command.id())).isEmpty();

        assertThat(confirmed(after(first), command)).isEqualTo(Written.DONE);

        assertThat(conversations().confirmedIn(tenant, command.id())).isEqualTo(conversations().find(first.key()))
                .isPresent();
        assertThat(conversations().confirmedIn(freshTenant(), command.id())).isEmpty();
        assertThat(conversations().confirmedIn(tenant, aCommand().build().id())).isEmpty();
    }

    @Test
    void rejects_a_command_that_is_not_new() {
        Conversation first = saved(aConversation());
        Command command = aCommand().to(registered()).atVersion(2).build();

        assertThatIllegalArgumentException().isThrownBy(() -> confirmed(after(first), command));

        assertThat(found(first)).isEqualTo(first);
    }
}
