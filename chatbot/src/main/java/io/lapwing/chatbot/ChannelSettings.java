package io.lapwing.chatbot;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.chatbot.channels.discord.DiscordFiles;
import io.lapwing.chatbot.channels.discord.DiscordSender;
import io.lapwing.chatbot.channels.discord.DiscordWebhook;
import io.lapwing.chatbot.channels.slack.SlackFiles;
import io.lapwing.chatbot.channels.slack.SlackSender;
import io.lapwing.chatbot.channels.slack.SlackWebhook;
import io.lapwing.chatbot.channels.teams.TeamsSender;
import io.lapwing.chatbot.channels.teams.TeamsSender.Credentials;
import io.lapwing.chatbot.channels.teams.TeamsWebhook;
import io.lapwing.chatbot.channels.telegram.TelegramFiles;
import io.lapwing.chatbot.channels.telegram.TelegramSender;
import io.lapwing.chatbot.channels.telegram.TelegramWebhook;
import io.lapwing.chatbot.channels.whatsapp.WhatsAppFiles;
import io.lapwing.chatbot.channels.whatsapp.WhatsAppSender;
import io.lapwing.chatbot.channels.whatsapp.WhatsAppWebhook;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatSender;

import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The secrets of the channels that an installation chats on, as environment variables name them: the same on every
/// platform. A channel without any of its own is not there; one with some of them only is a mistake.
public final class ChannelSettings {
    private static final String PREFIX = "LAPWING_";

    private final Map<String, String> values = new HashMap<>();

    private ChannelSettings(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isBlank()) {
                values.put(name.substring(PREFIX.length()), value.strip());
            }
        });
        together("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN");
        together("TELEGRAM_SECRET", "TELEGRAM_BOT_TOKEN");
        together("WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_TOKEN");
        together("TEAMS_APP_ID", "TEAMS_APP_PASSWORD");
        for (String name : List.of("SLACK_API_URL", "TELEGRAM_API_URL", "WHATSAPP_API_URL", "TEAMS_OPENID_URL",
                "TEAMS_TOKEN_URL", "DISCORD_API_URL")) {
            url(name, "https://example.org/");
        }
    }

    /// @throws IllegalArgumentException if something is missing or wrong, which its message names
    public static ChannelSettings from(Map<String, String> environment) {
        return new ChannelSettings(environment);
    }

    private void together(String... names) {
        List<String> given = List.of(names).stream().filter(values::containsKey).toList();
        if (!given.isEmpty() && given.size() < names.length) {
            String missing = List.of(names).stream().filter(name -> !values.containsKey(name)).findFirst()
                    .orElseThrow();
            throw new IllegalArgumentException(
                    PREFIX + given.getFirst() + " is set, but " + PREFIX + missing + " is not");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private String secret(String name) {
        return value(name).orElseThrow();
    }

    /// @return with a slash at its end, so that paths can be resolved against it
    private URI url(String name, String otherwise) {
        String text = value(name).orElse(otherwise);
        try {
            URI url = URI.create(text.endsWith("/") ? text : text + "/");
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException(PREFIX + name + " is the http or https URL of an API");
    }

    /// A URL that nothing is put behind.
    private String text(String name, String otherwise) {
        return value(name).orElse(otherwise);
    }

    private static String withoutSlash(URI url) {
        return url.toString().substring(0, url.toString().length() - 1);
    }

    /// The channels that are configured.
    public ChatChannels channels(InstantSource clock) {
        HttpCaller http = new HttpCaller(clock);
        return new ChatChannels(webhooks(http), senders(http, clock), files(http, clock));
    }

    /// How the channels that are configured tell what happened, for who sends nothing.
    public Map<Channel, Webhook> webhooks(InstantSource clock) {
        return webhooks(new HttpCaller(clock));
    }

    private Map<Channel, Webhook> webhooks(HttpCaller http) {
        Map<Channel, Webhook> webhooks = new EnumMap<>(Channel.class);
        if (values.containsKey("SLACK_SIGNING_SECRET")) {
            webhooks.put(Channel.SLACK, new SlackWebhook(secret("SLACK_SIGNING_SECRET")));
        }
        if (values.containsKey("TELEGRAM_SECRET")) {
            webhooks.put(Channel.TELEGRAM,
                    new TelegramWebhook(secret("TELEGRAM_SECRET"), values.get("TELEGRAM_BOT_NAME")));
        }
        if (values.containsKey("WHATSAPP_APP_SECRET")) {
            webhooks.put(Channel.WHATSAPP,
                    new WhatsAppWebhook(secret("WHATSAPP_APP_SECRET"), secret("WHATSAPP_VERIFY_TOKEN")));
        }
        if (values.containsKey("TEAMS_APP_ID")) {
            webhooks.put(Channel.TEAMS, new TeamsWebhook(http, secret("TEAMS_APP_ID"),
                    text("TEAMS_OPENID_URL", TeamsWebhook.OPENID_URL)));
        }
        if (values.containsKey("DISCORD_PUBLIC_KEY")) {
            webhooks.put(Channel.DISCORD, new DiscordWebhook(secret("DISCORD_PUBLIC_KEY")));
        }
        return webhooks;
    }

    private Map<Channel, ChatSender> senders(HttpCaller http, InstantSource clock) {
        Map<Channel, ChatSender> senders = new EnumMap<>(Channel.class);
        if (values.containsKey("SLACK_SIGNING_SECRET")) {
            senders.put(Channel.SLACK, new SlackSender(http, url("SLACK_API_URL", SlackSender.API.toString()),
                    secret("SLACK_BOT_TOKEN")));
        }
        if (values.containsKey("TELEGRAM_SECRET")) {
            senders.put(Channel.TELEGRAM, new TelegramSender(http,
                    withoutSlash(url("TELEGRAM_API_URL", TelegramSender.API_URL)), secret("TELEGRAM_BOT_TOKEN")));
        }
        if (values.containsKey("WHATSAPP_APP_SECRET")) {
            senders.put(Channel.WHATSAPP, new WhatsAppSender(http,
                    withoutSlash(url("WHATSAPP_API_URL", WhatsAppSender.API_URL)), secret("WHATSAPP_TOKEN")));
        }
        if (values.containsKey("TEAMS_APP_ID")) {
            senders.put(Channel.TEAMS, teams(http, clock));
        }
        if (values.containsKey("DISCORD_PUBLIC_KEY")) {
            senders.put(Channel.DISCORD, new DiscordSender(http, url("DISCORD_API_URL", DiscordSender.API.toString()),
                    values.get("DISCORD_BOT_TOKEN"), clock));
        }
        return senders;
    }

    private TeamsSender teams(HttpCaller http, InstantSource clock) {
        return new TeamsSender(http, clock, text("TEAMS_TOKEN_URL", TeamsSender.TOKEN_URL),
                new Credentials(secret("TEAMS_APP_ID"), secret("TEAMS_APP_PASSWORD")));
    }

    private Map<Channel, ChatFiles> files(HttpCaller http, InstantSource clock) {
        Map<Channel, ChatFiles> files = new EnumMap<>(Channel.class);
        if (values.containsKey("SLACK_SIGNING_SECRET")) {
            files.put(Channel.SLACK, new SlackFiles(http, url("SLACK_API_URL", SlackSender.API.toString()),
                    secret("SLACK_BOT_TOKEN")));
        }
        if (values.containsKey("TELEGRAM_SECRET")) {
            files.put(Channel.TELEGRAM, new TelegramFiles(http,
                    withoutSlash(url("TELEGRAM_API_URL", TelegramSender.API_URL)), secret("TELEGRAM_BOT_TOKEN")));
        }
        if (values.containsKey("WHATSAPP_APP_SECRET")) {
            files.put(Channel.WHATSAPP, new WhatsAppFiles(http,
                    withoutSlash(url("WHATSAPP_API_URL", WhatsAppSender.API_URL)), secret("WHATSAPP_TOKEN")));
        }
        if (values.containsKey("TEAMS_APP_ID")) {
            files.put(Channel.TEAMS, teams(http, clock).files());
        }
        if (values.containsKey("DISCORD_PUBLIC_KEY")) {
            files.put(Channel.DISCORD, new DiscordFiles(http));
        }
        return files;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "ChannelSettings" + values.keySet();
    }
}
