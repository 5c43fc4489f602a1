package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.work.QueueName;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the functions of the chatbot are told through their environment.
///
/// | variable | meaning |
/// |---|---|
/// | `LAPWING_REGISTRY_TABLE`, `LAPWING_READINGS_TABLE` | the names of the two tables |
/// | `LAPWING_CHAT_INPUTS_QUEUE`, `…POSTS…`, `…NEWS…`, `…BOARDS…`, `…FILES…` | the URLs of the queues; each function needs those that it works with |
/// | `LAPWING_CHAT_SLACK_SECRET`, `…TELEGRAM…`, `…WHATSAPP…`, `…TEAMS…`, `…DISCORD…` | the secret that holds a platform's variables, as a JSON object; without it the platform's own variables are looked for |
/// | `LAPWING_CHAT_MODEL_SECRET` | the secret that holds the variables of a language model, likewise; without either, none is asked |
/// | `LAPWING_FILES_BUCKET` | the bucket that files are put into; may be missing, then none are taken |
/// | `LAPWING_ZONE` | the time zone in which people mean "today"; may be missing |
///
/// @param secrets of the platforms that have one
/// @param variables all of them, among which a platform's own may be
record ChatEnvironment(DynamoDbTables tables, Map<QueueName, String> queues, Map<Channel, String> secrets,
        Map<String, String> variables) {

    private static final String REGISTRY_TABLE = "LAPWING_REGISTRY_TABLE";
    private static final String READINGS_TABLE = "LAPWING_READINGS_TABLE";
    private static final String MODEL_SECRET = "LAPWING_CHAT_MODEL_SECRET";
    static final String FILES_BUCKET = "LAPWING_FILES_BUCKET";
    private static final String ZONE = "LAPWING_ZONE";

    private static final Map<QueueName, String> QUEUES = Map.of(ChatQueues.INPUTS, "LAPWING_CHAT_INPUTS_QUEUE",
            ChatQueues.POSTS, "LAPWING_CHAT_POSTS_QUEUE", ChatQueues.NEWS, "LAPWING_CHAT_NEWS_QUEUE",
            ChatQueues.BOARDS, "LAPWING_CHAT_BOARDS_QUEUE", ChatQueues.FILES, "LAPWING_CHAT_FILES_QUEUE");

    private static final Map<Channel, String> SECRETS = Map.of(Channel.SLACK, "LAPWING_CHAT_SLACK_SECRET",
            Channel.TELEGRAM, "LAPWING_CHAT_TELEGRAM_SECRET", Channel.WHATSAPP, "LAPWING_CHAT_WHATSAPP_SECRET",
            Channel.TEAMS, "LAPWING_CHAT_TEAMS_SECRET", Channel.DISCORD, "LAPWING_CHAT_DISCORD_SECRET");

    ChatEnvironment {
        queues = Map.copyOf(queues);
        secrets = Map.copyOf(secrets);
        variables = Map.copyOf(variables);
    }

    /// @param needed the queues that the function cannot do without
    /// @throws IllegalStateException naming what is missing or wrong
    static ChatEnvironment of(LambdaSettings settings, Set<QueueName> needed) {
        settings.require(REGISTRY_TABLE, READINGS_TABLE);
        settings.require(needed.stream().map(QUEUES::get).sorted().toArray(String[]::new));
        Map<QueueName, String> queues = new LinkedHashMap<>();
        QUEUES.forEach((queue, name) -> settings.optional(name).ifPresent(url -> queues.put(queue, url)));
        Map<Channel, String> secrets = new EnumMap<>(Channel.class);
        SECRETS.forEach((channel, name) -> settings.optional(name).ifPresent(id -> secrets.put(channel, id)));
        try {
            ChannelSettings.from(settings.variables());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return new ChatEnvironment(
                new DynamoDbTables(settings.required(REGISTRY_TABLE), settings.required(READINGS_TABLE)), queues,
                secrets, settings.variables());
    }

    /// Where files are put, if any are taken.
    Optional<String> bucket() {
        return bucket(new LambdaSettings(variables));
    }

    static Optional<String> bucket(LambdaSettings settings) {
        return settings.optional(FILES_BUCKET);
    }

    Optional<String> modelSecret() {
        return new LambdaSettings(variables).optional(MODEL_SECRET);
    }

    /// For who needs it: to look it up makes a starting process read all zones of the world.
    ///
    /// @throws IllegalStateException if it is none
    ZoneId zone() {
        try {
            return new LambdaSettings(variables).optional(ZONE).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            throw new IllegalStateException(ZONE + " is the name of a time zone, as Europe/Berlin", e);
        }
    }
}
