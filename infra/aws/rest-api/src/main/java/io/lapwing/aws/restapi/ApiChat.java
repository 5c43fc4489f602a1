package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbAlertStore;
import io.lapwing.aws.adapters.DynamoDbAuditLog;
import io.lapwing.aws.adapters.DynamoDbChatLinks;
import io.lapwing.aws.adapters.DynamoDbCommandStore;
import io.lapwing.aws.adapters.DynamoDbConversationStore;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbIdempotencyStore;
import io.lapwing.aws.adapters.DynamoDbMemberStore;
import io.lapwing.aws.adapters.DynamoDbSubscriptionStore;
import io.lapwing.aws.restapi.ApiEnvironment.Chat;
import io.lapwing.chatbot.charts.ChartPainter;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.chatbot.functions.ChatFunctions;
import io.lapwing.chatbot.functions.ChatPorts;
import io.lapwing.chatbot.functions.ChatSettings;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/// The chatbot as it answers who is signed in: in the process of `api`, over the same tables.
///
/// It has no secret of a chat platform. What somebody here has it say on one (`talk to a human`) goes into the queue of
/// the function that has.
record ApiChat(Chat settings, DynamoDatabase database, AwsClients clients, InstantSource clock) {

    WebChat make(TelemetryStore telemetry) {
        return new ChatFunctions(new ChatSettings(settings.zone()), ports(telemetry), channels(),
                new ChatFunctions.Means(Interpreter.ofOwnLanguages(), chart -> new ChartPainter().png(chart), clock,
                        new SecureRandom()))
                .answerWebChat();
    }

    private ChatPorts ports(TelemetryStore telemetry) {
        return new ChatPorts(new DynamoDbDeviceRegistry(database, clock), telemetry, new DynamoDbAlertStore(database),
                new DynamoDbCommandStore(database), new DynamoDbMemberStore(database),
                new DynamoDbAuditLog(database), new DynamoDbIdempotencyStore(database), queue(),
                new DynamoDbConversationStore(database), new DynamoDbChatLinks(database),
                new DynamoDbSubscriptionStore(database));
    }

    private WorkQueue queue() {
        String url = settings.postsQueue();
        return url == null ? items -> {
            throw new IllegalStateException("no chat platform is connected, and nothing to be said there");
        } : clients.queues(Map.of(ChatQueues.POSTS, url));
    }

    private ChatChannels channels() {
        Map<Channel, ChatSender> senders = new EnumMap<>(Channel.class);
        if (settings.postsQueue() != null) {
            for (Channel channel : Channel.values()) {
                senders.put(channel, new Elsewhere());
            }
        }
        return new ChatChannels(Map.of(), senders);
    }

    /// Leaves every message to the queue.
    private static final class Elsewhere implements ChatSender {

        private static final Sent LATER = new Sent.TryLater(Duration.ZERO, "another function says it");

        @Override
        public Sent post(ChatPlace place, ChatMessage message) {
            return LATER;
        }

        @Override
        public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
            return LATER;
        }
    }
}
