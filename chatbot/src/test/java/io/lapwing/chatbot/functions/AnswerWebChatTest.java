package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.WebSaying;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.work.WorkId;

import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerWebChatTest {
    private static final ChatAccount ACCOUNT = new ChatAccount(Channel.WEB, "acme", "alice");
    private static final ChatPlace PLACE = new ChatPlace(Channel.WEB, "acme", "tab1/alice", null, null);

    private final ChatSystem chat = new ChatSystem();
    private final DeviceKey pump = chat.device("pump-1", "Pump 1", "pump", "Berlin");

    @AfterEach
    void close() {
        chat.close();
    }

    private ChatMessage say(String id, Role role, ChatAct act) {
        Member alice = Member.firstSeen(ChatSystem.TENANT, new UserId("alice"), "Alice", Set.of(role),
                chat.clock.instant());
        return chat.web.say(new WebSaying(alice, new ChatInput(new WorkId(id), ACCOUNT, PLACE, true, act, "de",
                chat.clock.instant()), null));
    }

    @Test
    void asks_the_same_question_again_when_the_same_comes_again() {
        ChatMessage asked = say("web:1", Role.OPERATOR, new ChatAct.Said("restart pump 1"));

        ChatMessage again = say("web:1", Role.OPERATOR, new ChatAct.Said("restart pump 1"));
        say("web:2", Role.OPERATOR, new ChatAct.Pressed(again.buttons().getFirst().value(), null));

        assertThat(again).isEqualTo(asked);
        assertThat(chat.commands(pump)).hasSize(1);
    }

    @Test
    void lets_a_token_decide_what_its_holder_may_do() {
        assertThat(say("web:1", Role.VIEWER, new ChatAct.Said("restart pump 1")).buttons()).isEmpty();
        assertThat(say("web:2", Role.OPERATOR, new ChatAct.Said("restart pump 1")).buttons()).hasSize(2);
    }

    @Test
    void speaks_the_language_of_the_browser_until_it_is_spoken_to_in_another() {
        assertThat(say("web:1", Role.VIEWER, new ChatAct.Pressed("no:such", null)).text()).startsWith("Es gibt nichts");
        assertThat(say("web:2", Role.VIEWER, new ChatAct.Said("how is pump 1?")).text()).contains("never been seen");
    }

    @Test
    void cannot_tell_of_alerts_where_nobody_can_be_written_to() {
        assertThat(say("web:1", Role.OPERATOR, new ChatAct.Said("notify me about critical alerts")).text())
                .contains("Slack");
        assertThat(chat.stores.subscriptions().list(ChatSystem.TENANT)).isEmpty();
    }
}
