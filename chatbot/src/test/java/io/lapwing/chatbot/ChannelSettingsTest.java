package io.lapwing.chatbot;

import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.sharedmodel.chat.Channel;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelSettingsTest {
    private static final Map<String, String> ALL = Map.ofEntries(Map.entry("LAPWING_SLACK_SIGNING_SECRET", "s"),
            Map.entry("LAPWING_SLACK_BOT_TOKEN", "xoxb"), Map.entry("LAPWING_TELEGRAM_SECRET", "t"),
            Map.entry("LAPWING_TELEGRAM_BOT_TOKEN", "1:t"), Map.entry("LAPWING_WHATSAPP_APP_SECRET", "w"),
            Map.entry("LAPWING_WHATSAPP_VERIFY_TOKEN", "v"), Map.entry("LAPWING_WHATSAPP_TOKEN", "w"),
            Map.entry("LAPWING_TEAMS_APP_ID", "id"), Map.entry("LAPWING_TEAMS_APP_PASSWORD", "p"),
            Map.entry("LAPWING_DISCORD_PUBLIC_KEY",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

    private static ChatChannels channels(Map<String, String> environment) {
        return ChannelSettings.from(environment).channels(InstantSource.system());
    }

    @Test
    void has_no_channel_without_a_secret() {
        ChatChannels channels = channels(Map.of("LAPWING_SLACK_SIGNING_SECRET", " ", "PATH", "/bin"));

        assertThat(channels.webhooks()).isEmpty();
        assertThat(channels.senders()).isEmpty();
    }

    @Test
    void has_every_channel_that_it_has_the_secrets_of() {
        ChatChannels channels = channels(ALL);

        assertThat(channels.webhooks()).containsOnlyKeys(Channel.SLACK, Channel.TELEGRAM, Channel.WHATSAPP,
                Channel.TEAMS, Channel.DISCORD);
        assertThat(channels.senders()).containsOnlyKeys(channels.webhooks().keySet().toArray(Channel[]::new));
    }

    @Test
    void names_the_secret_that_is_missing() {
        Map<String, String> half = new HashMap<>(ALL);
        half.remove("LAPWING_SLACK_BOT_TOKEN");

        assertThatIllegalArgumentException().isThrownBy(() -> ChannelSettings.from(half))
                .withMessage("LAPWING_SLACK_SIGNING_SECRET is set, but LAPWING_SLACK_BOT_TOKEN is not");
    }

    @Test
    void names_the_url_that_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelSettings.from(Map.of("LAPWING_SLACK_API_URL", "slack.com/api")))
                .withMessage("LAPWING_SLACK_API_URL is the http or https URL of an API");
    }

    @Test
    void shows_no_secret() {
        assertThat(ChannelSettings.from(ALL)).asString().contains("SLACK_BOT_TOKEN").doesNotContain("xoxb");
    }
}
