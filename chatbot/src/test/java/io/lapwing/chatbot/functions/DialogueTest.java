package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;
import io.lapwing.sharedmodel.work.WorkItem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DialogueTest {
    private final ChatSystem chat = new ChatSystem();
    private DeviceKey pump = chat.device("pump-1", "Pump 1", "pump", "Berlin");

    @BeforeEach
    void set_up() {
        chat.device("pump-2", "Pump 2", "pump", "Berlin");
        chat.device("gateway-north", "North gateway", "gateway", "Hamburg");
        chat.device("gateway-south", "South gateway", "gateway", "Munich");
        chat.member("alice", Role.OPERATOR);
        chat.member("bob", Role.VIEWER);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private Shown ask(String name, String text) {
        int before = chat.slack.shown().size();
        assertThat(chat.say(name, text).status()).isEqualTo(200);
        chat.work();
        assertThat(chat.slack.shown()).hasSize(before + 1);
        return chat.last();
    }

    private Shown press(String name, int button) {
        assertThat(chat.press(name, chat.last().values().get(button), "D" + name).status()).isEqualTo(200);
        chat.work();
        return chat.last();
    }

    private List<AuditEvent> audited() {
        return chat.stores.audit().list(ChatSystem.TENANT, new PageRequest(100, null)).items();
    }

    @Test
    void tells_a_stranger_nothing_but_how_to_link() {
        Shown shown = ask("mallory", "how is pump 1");

        assertThat(shown.text()).contains("link").doesNotContain("Pump 1").doesNotContain("offline");
    }

    @Test
    void links_an_account_by_a_code_that_was_given_in_private() {
        String text = ask("carol", "link").text();

        assertThat(text).containsPattern("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(chat.mention("carol", "link").status()).isEqualTo(200);
        chat.work();
        assertThat(chat.last().text()).doesNotContainPattern("[2-9A-Z]{4}-[2-9A-Z]{4}");
    }

    @Test
    void says_how_a_device_is() {
        assertThat(ask("alice", "how is pump 1?").text()).contains("Pump 1 (pump-1)").contains("never been seen");
    }

    @Test
    void counts_devices() {
        assertThat(ask("alice", "how many pumps are offline?").text()).contains("2 of 2");
    }

    @Test
    void does_nothing_before_a_command_is_confirmed() {
        Shown shown = ask("alice", "restart pump 1");

        assertThat(shown.text()).contains("reboot").contains("pump-1");
        assertThat(shown.labels()).hasSize(2);
        assertThat(chat.commands(pump)).isEmpty();
    }

    @Test
    void makes_one_command_when_it_is_confirmed() {
        ask("alice", "restart pump 1");

        Shown after = press("alice", 0);

        assertThat(chat.commands(pump)).singleElement().satisfies(command -> {
            assertThat(command.method()).isEqualTo("reboot");
            assertThat(command.requestedBy()).isEqualTo("user:alice");
            assertThat(after.text()).contains(command.id().value());
        });
        assertThat(after.values()).isEmpty();
        assertThat(audited()).extracting(AuditEvent::action).contains("command.create");
    }

    @Test
    void makes_one_command_of_a_button_that_is_pressed_ten_times() {
        ask("alice", "restart pump 1");
        String yes = chat.last().values().getFirst();

        for (int i = 0; i < 10; i++) {
            chat.press("alice", yes, "Dalice");
        }
        chat.work();

        assertThat(chat.commands(pump)).hasSize(1);
        assertThat(chat.last().text()).contains(chat.commands(pump).getFirst().id().value());
    }

    @Test
    void takes_a_yes_in_words() {
        ask("alice", "restart pump 1");

        ask("alice", "yes");

        assertThat(chat.commands(pump)).hasSize(1);
    }

    @Test
    void sends_nothing_after_a_no() {
        ask("alice", "restart pump 1");
        String yes = chat.last().values().getFirst();

        press("alice", 1);
        chat.press("alice", yes, "Dalice");
        chat.work();

        assertThat(chat.commands(pump)).isEmpty();
    }

    @Test
    void lets_a_question_lapse_after_two_minutes() {
        ask("alice", "restart pump 1");
        String yes = chat.last().values().getFirst();

        chat.pass(Duration.ofMinutes(2));
        chat.press("alice", yes, "Dalice");
        chat.work();

        assertThat(chat.commands(pump)).isEmpty();
    }

    @Test
    void takes_a_yes_just_before_two_minutes_are_over() {
        ask("alice", "restart pump 1");

        chat.pass(Duration.ofMinutes(2).minusMillis(1));
        press("alice", 0);

        assertThat(chat.commands(pump)).hasSize(1);
    }

    @Test
    void takes_a_yes_only_from_who_was_asked() {
        chat.member("carol", Role.ADMIN);
        chat.mention("alice", "restart pump 1");
        chat.work();
        String yes = chat.last().values().getFirst();

        chat.press("carol", yes, SlackPlatform.CHANNEL);
        chat.work();
        assertThat(chat.commands(pump)).isEmpty();

        chat.press("alice", yes, SlackPlatform.CHANNEL);
        chat.work();
        assertThat(chat.commands(pump)).extracting(Command::requestedBy).containsExactly("user:alice");
    }

    @Test
    void refuses_a_command_of_a_viewer_and_notes_it() {
        assertThat(ask("bob", "restart pump 1").text()).contains("operator");

        assertThat(chat.commands(pump)).isEmpty();
        assertThat(audited()).anySatisfy(event -> {
            assertThat(event.actor()).isEqualTo("user:bob");
            assertThat(event.result()).isEqualTo(Result.REFUSED);
        });
    }

    @Test
    void refuses_a_confirmation_of_somebody_whose_role_was_revoked_meanwhile() {
        ask("alice", "restart pump 1");
        chat.role("alice", Role.VIEWER);

        press("alice", 0);

        assertThat(chat.commands(pump)).isEmpty();
        assertThat(audited()).extracting(AuditEvent::result).contains(Result.REFUSED);
    }

    @Test
    void asks_which_gateway_where_there_are_two() {
        Shown shown = ask("alice", "restart the gateway");

        assertThat(shown.labels()).containsExactlyInAnyOrder("North gateway", "South gateway");
        assertThat(press("alice", shown.labels().indexOf("South gateway")).text()).contains("gateway-south");
    }

    @Test
    void answers_four_deliveries_of_one_event_once() {
        Map<String, Object> event = chat.event("alice", "how is pump 1", "Dalice", "im", "Ev0001");

        for (int i = 0; i < 4; i++) {
            assertThat(chat.send(event).status()).isEqualTo(200);
            chat.work();
        }

        assertThat(chat.slack.shown()).hasSize(1);
    }

    @Test
    void has_no_second_effect_of_work_that_comes_again_a_day_later() {
        ask("alice", "restart pump 1");
        press("alice", 0);
        List<WorkItem> inputs = chat.sent.stream().filter(item -> item.queue().equals(ChatQueues.INPUTS)).toList();

        inputs.forEach(chat::repeat);

        assertThat(chat.commands(pump)).hasSize(1);
    }

    @Test
    void waits_for_as_long_as_a_platform_wants_and_posts_once() {
        chat.slack.server.is(Mood.BUSY);
        chat.say("alice", "how is pump 1");
        chat.work();
        int tries = chat.slack.server.seen().size();
        chat.slack.server.is(Mood.WELL);

        chat.pass(Duration.ofSeconds(29));
        assertThat(chat.slack.server.seen()).hasSize(tries);
        chat.pass(Duration.ofSeconds(2));

        assertThat(chat.slack.shown()).hasSize(1);
    }

    @Test
    void acknowledges_an_alert_by_its_button() {
        var alert = chat.alert(pump, Severity.CRITICAL, "pressure is 9");
        Shown list = ask("alice", "any alerts?");
        assertThat(list.text()).contains(alert.id().value()).contains("pressure is 9");

        press("alice", 0);

        assertThat(chat.stores.alerts().find(ChatSystem.TENANT, alert.id()).orElseThrow().care().acknowledgedBy())
                .isEqualTo("user:alice");
    }

    @Test
    void tells_a_channel_of_many_alerts_in_few_messages_and_keeps_them_up_to_date() {
        chat.mention("alice", "notify this channel about critical alerts");
        chat.work();
        int before = chat.slack.shown().size();

        var alerts = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> chat.alert(pump, Severity.CRITICAL, "alarm " + i)).toList();
        chat.alert(pump, Severity.WARNING, "not so bad");
        chat.pass(Duration.ofSeconds(5));

        assertThat(chat.slack.shown()).hasSize(before + 1);
        assertThat(chat.last().text()).contains("alarm 0").contains("alarm 11").doesNotContain("not so bad");

        chat.clear(alerts.getFirst());
        chat.pass(Duration.ofSeconds(5));

        assertThat(chat.slack.shown()).hasSize(before + 1);
        assertThat(chat.last().text()).contains("✔ " + alerts.getFirst().id());
    }

    @Test
    void hands_over_to_a_human_with_what_was_said() {
        chat.mention("alice", "notify this channel about alerts");
        chat.work();
        ask("bob", "frobnicate the quux");
        assertThat(ask("bob", "xyzzy plugh").text()).contains("human");

        chat.say("bob", "talk to a human");
        chat.work();

        assertThat(chat.slack.shown()).anySatisfy(shown -> assertThat(shown.text()).contains("bob")
                .contains("frobnicate the quux"));
    }

    @Test
    void follows_up_on_what_was_asked_before() {
        ask("alice", "how is pump 1");

        assertThat(ask("alice", "and pump 2?").text()).contains("pump-2");
    }

    @Test
    void speaks_the_language_it_is_spoken_to_in() {
        assertThat(ask("alice", "wie geht es Pumpe 1?").text()).contains("gesehen");
    }
}
