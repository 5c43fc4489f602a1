package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Goldens;

import com.google.gson.Gson;
import com.slack.api.app_backend.events.payload.AppMentionPayload;
import com.slack.api.app_backend.events.payload.MessageFileSharePayload;
import com.slack.api.app_backend.events.payload.MessagePayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.SlashCommandPayloadParser;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.util.json.GsonFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The golden files are what Slack's own SDK takes them for.
class SlackGoldensTest {
    private final Gson gson = GsonFactory.createSnakeCase();

    private <T> T read(String name, Class<T> type) {
        return gson.fromJson(Goldens.read("slack/" + name), type);
    }

    @Test
    void events_are_events() {
        AppMentionPayload mention = read("app-mention.json", AppMentionPayload.class);
        assertThat(mention.getEventId()).isEqualTo("Ev0MDYGDKJ");
        assertThat(mention.getEvent().getUser()).isEqualTo("U061F7AUR");
        assertThat(mention.getAuthorizations().getFirst().getUserId()).isEqualTo("U0LAN0Z89");

        MessagePayload message = read("message-im.json", MessagePayload.class);
        assertThat(message.getEvent().getChannelType()).isEqualTo("im");
        assertThat(message.getEvent().getThreadTs()).isEqualTo("1355517500.000001");

        MessageFileSharePayload shared = read("file-share.json", MessageFileSharePayload.class);
        assertThat(shared.getEvent().getFiles().getFirst().getMimetype()).isEqualTo("text/csv");
        assertThat(shared.getEvent().getFiles().get(1).getMode()).isEqualTo("tombstone");
    }

    @Test
    void interactions_are_interactions() {
        BlockActionPayload pressed = read("button-pressed.json", BlockActionPayload.class);
        assertThat(pressed.getActions().getFirst().getValue()).isEqualTo("confirm:7f3a");
        assertThat(pressed.getContainer().getMessageTs()).isEqualTo("1548261231.000200");
        assertThat(pressed.getContainer().getThreadTs()).isEqualTo("1548261200.000100");
        assertThat(pressed.getTeam().getId()).isEqualTo("T061EG9R6");

        BlockActionPayload chosen = read("menu-chosen.json", BlockActionPayload.class);
        assertThat(chosen.getActions().getFirst().getSelectedOption().getValue()).isEqualTo("pick:3");
    }

    @Test
    void the_published_sample_is_a_command() {
        SlashCommandPayload command = new SlashCommandPayloadParser().parse(Goldens.read("slack/published-sample.txt"));

        assertThat(command.getChannelId()).isEqualTo("G8PSS9T3V");
        assertThat(command.getTriggerId()).isEqualTo("398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");
    }
}
