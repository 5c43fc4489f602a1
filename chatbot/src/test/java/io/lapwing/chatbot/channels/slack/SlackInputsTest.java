package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Goldens;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.chatbot.channels.slack.SlackRequests.SECRET;
import static io.lapwing.chatbot.channels.slack.SlackRequests.interaction;
import static io.lapwing.chatbot.channels.slack.SlackRequests.signed;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What is read from Slack's events, commands and interactions.
class SlackInputsTest {
    private static final String MENTION = Goldens.read("slack/app-mention.json");
    private static final String DIRECT = Goldens.read("slack/message-im.json");
    private static final String PRESSED = Goldens.read("slack/button-pressed.json");
    private static final String COMMAND = "token=x&team_id=T061EG9R6&channel_id=C0LAN2Q65&channel_name=pumps"
            + "&user_id=U2147483697&command=%2Flapwing&text=status+of+%F0%9F%9A%B0+pump-17+%26amp%3B+tank"
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1234%2F5678&trigger_id=13345224609.738474920.80889";

    private final SlackWebhook webhook = new SlackWebhook(SECRET);

    private Receipt receive(String body, String path) {
        return webhook.receive(signed(body, T0), path, T0);
    }

    private ChatInput input(String body, String path) {
        Receipt receipt = receive(body, path);
        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.answer().body()).isEmpty();
        assertThat(receipt.inputs()).hasSize(1);
        return receipt.inputs().getFirst();
    }

    private void assertIgnored(String event) {
        Receipt receipt = receive(event, "events");
        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void reads_a_mention() {
        assertThat(input(MENTION, "events")).isEqualTo(new ChatInput(new WorkId("slack:Ev0MDYGDKJ"),
                new ChatAccount(Channel.SLACK, "T061EG9R6", "U061F7AUR"),
                new ChatPlace(Channel.SLACK, "T061EG9R6", "C0LAN2Q65", null, null), false,
                new ChatAct.Said("what is the temperature of pump-17 & tank.example on 🚰 مضخة?"), null,
                Instant.ofEpochSecond(1515449522)));
    }

    @Test
    void reads_what_is_said_in_private() {
        assertThat(input(DIRECT, "events")).isEqualTo(new ChatInput(new WorkId("slack:Ev0PV52K25"),
                new ChatAccount(Channel.SLACK, "T061EG9R6", "U2147483697"),
                new ChatPlace(Channel.SLACK, "T061EG9R6", "D024BE91L", "1355517500.000001", null), true,
                new ChatAct.Said("and pump-18?"), null, Instant.ofEpochSecond(1355517523)));
    }

    @Test
    void reads_shared_files_but_no_deleted_ones() {
        ChatInput input = input(Goldens.read("slack/file-share.json"), "events");

        assertThat(input.act()).isEqualTo(new ChatAct.Shared("readings of last week",
                List.of(new ChatAct.SharedFile("F0S43P1CZ", "readings.csv", "text/csv", 144538),
                        new ChatAct.SharedFile("F0S43P1C1", "file", null, -1))));
    }

    @Test
    void gives_a_retried_event_the_same_id() {
        assertThat(input(DIRECT, "events").id()).isEqualTo(input(DIRECT, "events").id())
                .isNotEqualTo(input(DIRECT.replace("Ev0PV52K25", "Ev0PV52K26"), "events").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_changed", "message_deleted", "channel_join", "bot_message", "me_message",
            "message_replied", "thread_broadcast", "something_new"})
    void ignores_messages_of_other_kinds(String subtype) {
        assertIgnored(
                DIRECT.replace("\"type\": \"message\",", "\"type\": \"message\", \"subtype\": \"" + subtype + "\","));
    }

    @Test
    void ignores_what_bots_write_and_what_it_writes_itself() {
        assertIgnored(DIRECT.replace("\"type\": \"message\",", "\"type\": \"message\", \"bot_id\": \"B1\","));
        assertIgnored(DIRECT.replace("U2147483697", "U0LAN0Z89"));
        assertIgnored(DIRECT.replace("\"user\": \"U2147483697\",", ""));
    }

    @Test
    void ignores_a_mention_that_was_edited_in() {
        assertIgnored(MENTION.replace("\"type\": \"app_mention\",",
                "\"type\": \"app_mention\", \"edited\": {\"user\": \"U061F7AUR\", \"ts\": \"1515449600.000000\"},"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "group", "mpim"})
    void ignores_what_others_say_among_themselves(String kind) {
        assertIgnored(DIRECT.replace("\"channel_type\": \"im\"", "\"channel_type\": \"" + kind + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reaction_added", "member_joined_channel", "app_home_opened", "something_new"})
    void ignores_events_of_other_kinds(String type) {
        assertIgnored(DIRECT.replace("\"type\": \"message\"", "\"type\": \"" + type + "\""));
    }

    @Test
    void ignores_other_callbacks() {
        assertIgnored("{\"type\":\"app_rate_limited\",\"minute_rate_limited\":1518467820}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"'<@U0LAN0Z89> status'#'status'",
            "'hey <@U0LAN0Z89>, status?'#'hey  , status?'",
            "'<@U0LAN0Z89>'#''", "'<@U0LAN0Z89|lapwing> status'#'status'", "'ask <@U7>'#'ask @U7'",
            "'ask <@U7|bob>'#'ask @bob'", "'<!here> <!subteam^S1|@crew>'#'@here @crew'",
            "'<https://a.example/?b=1&amp;c=2>'#'https://a.example/?b=1&c=2'",
            "'<mailto:a@b.example|a@b.example>'#'a@b.example'",
            "'<mailto:a@b.example>'#'a@b.example'", "'<tel:+49123|+49 123>'#'+49 123'",
            "'1 &lt; 2 &amp;amp; 3 &gt; 2'#'1 < 2 &amp; 3 > 2'", "'&lt;!here&gt;'#'<!here>'",
            "'a < b > c'#'a < b > c'"})
    void reads_texts_as_they_were_written(String sent, String written) {
        String event = MENTION.replaceFirst("\"text\": \"<@U0LAN0Z89> what[^\"]*\"",
                "\"text\": \"" + sent.replace("$", "\\$") + "\"");

        assertThat(input(event, "events").act()).isEqualTo(new ChatAct.Said(written));
    }

    @Test
    void takes_the_first_mention_for_its_own_where_slack_does_not_say_who_it_is() {
        String event = MENTION.replace("authorizations", "others");

        assertThat(input(event, "events").act()).isEqualTo(
                new ChatAct.Said("what is the temperature of pump-17 & tank.example on 🚰 مضخة?"));
    }

    @Test
    void cuts_what_is_too_long() {
        assertThat(input(DIRECT.replace("and pump-18?", "🚰".repeat(20_000)), "events").act())
                .isEqualTo(new ChatAct.Said("🚰".repeat(5_000)));
    }

    @ParameterizedTest
    @CsvSource({"T061EG9R6,T 1", "U2147483697,ü", "D024BE91L,''", "Ev0PV52K25,Ev 1"})
    void refuses_ids_that_are_none(String id, String wrong) {
        assertThat(receive(DIRECT.replace(id, wrong), "events").answer().status()).isEqualTo(400);
        assertThat(receive(DIRECT.replace(id, "x".repeat(300)), "events").answer().status()).isEqualTo(400);
    }

    @Test
    void reads_a_command() {
        assertThat(input(COMMAND, "commands")).isEqualTo(new ChatInput(new WorkId("slack:13345224609.738474920.80889"),
                new ChatAccount(Channel.SLACK, "T061EG9R6", "U2147483697"),
                new ChatPlace(Channel.SLACK, "T061EG9R6", "C0LAN2Q65", null,
                        "https://hooks.slack.com/commands/1234/5678"),
                false, new ChatAct.Said("status of 🚰 pump-17 & tank"), null, T0));
    }

    @Test
    void knows_a_chat_of_two_by_its_id() {
        assertThat(input(COMMAND.replace("C0LAN2Q65", "D024BE91L"), "commands").isPrivate()).isTrue();
    }

    @Test
    void gives_commands_without_a_trigger_an_id_that_tells_no_response_url() {
        String bare = COMMAND.replaceFirst("&trigger_id=.*", "");

        WorkId id = input(bare, "commands").id();

        assertThat(id).isEqualTo(input(bare, "commands").id())
                .isNotEqualTo(input(bare.replace("5678", "5679"), "commands").id());
        assertThat(id.value()).doesNotContain("5678").doesNotContain("hooks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team_id", "channel_id", "user_id"})
    void refuses_a_command_of_nobody_from_nowhere(String field) {
        assertThat(receive(COMMAND.replace(field + "=", "other="), "commands").answer().status()).isEqualTo(400);
    }

    @Test
    void reads_a_pressed_button() {
        assertThat(input(interaction(PRESSED), "interactions")).isEqualTo(new ChatInput(
                new WorkId("slack:12466734323.1395872398.8a2f1c1b/1548426417.840180"),
                new ChatAccount(Channel.SLACK, "T061EG9R6", "U2147483697"),
                new ChatPlace(Channel.SLACK, "T061EG9R6", "C0LAN2Q65", "1548261200.000100",
                        "https://hooks.slack.com/actions/T061EG9R6/1232321423432/D09sSasdasdAS9091209"),
                false, new ChatAct.Pressed("confirm:7f3a", new MessageRef("C0LAN2Q65/1548261231.000200")), null,
                Instant.ofEpochMilli(1548426417840L)));
    }

    @Test
    void reads_a_choice_from_a_menu() {
        ChatInput input = input(interaction(Goldens.read("slack/menu-chosen.json")), "interactions");

        assertThat(input.act()).isEqualTo(
                new ChatAct.Pressed("pick:3", new MessageRef("D024BE91L/1548261231.000200")));
        assertThat(input.isPrivate()).isTrue();
    }

    @Test
    void refers_to_what_one_person_sees_by_another_name() {
        String ephemeral = PRESSED.replace("\"is_ephemeral\": false", "\"is_ephemeral\": true");

        assertThat(input(interaction(ephemeral), "interactions").act()).isEqualTo(
                new ChatAct.Pressed("confirm:7f3a", new MessageRef("ephemeral/1548261231.000200")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"view_submission", "shortcut", "message_action", "something_new"})
    void ignores_interactions_of_other_kinds(String type) {
        Receipt receipt = receive(interaction(PRESSED.replace("block_actions", type)), "interactions");

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void ignores_actions_that_have_no_value_and_refuses_values_that_are_not_ours() {
        assertThat(receive(interaction(PRESSED.replace("\"type\": \"button\", \"action_ts\"",
                "\"type\": \"datepicker\", \"action_ts\"")), "interactions").inputs()).isEmpty();
        assertThat(receive(interaction(PRESSED.replace("confirm:7f3a", "x".repeat(65))), "interactions").answer()
                .status()).isEqualTo(400);
    }
}
