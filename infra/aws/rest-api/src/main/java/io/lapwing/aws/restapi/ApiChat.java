package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbAlertStore;
import io.lapwing.aws.adapters.DynamoDbAuditLog;
import io.lapwing.aws.adapters.DynamoDbChatLinks;
import io.lapwing.aws.adapters.DynamoDbCommandStore;
import io.lapwing.aws.adapters.DynamoDbConversationStore;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbIdempotencyStore;
import io.lapwing.aws.adapters.DynamoDbMemberStore;
import io.lapwing.aws.adapters.DynamoDbSubscriptionStore;
import io.lapwing.chatbot.charts.ChartPainter;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.chatbot.functions.ChatFunctions;
import io.lapwing.chatbot.functions.ChatPorts;
import io.lapwing.chatbot.functions.ChatSettings;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// The chatbot as it answers who is signed in: in the process of `api`, over the same tables.
///
/// It has no secret of a chat platform. What somebody here has it say on one (`talk to a human`) goes into the queue of
/// the function that has.
record ApiChat(ApiEnvironment environment, DynamoDatabase database, AwsClients clients, InstantSource clock) {

    WebChat make(TelemetryStore telemetry) {
        return new ChatFunctions(new ChatSettings(environment.chat().zone()), ports(telemetry), channels(),
                new ChatFunctions.Means(Interpreter.ofOwnLanguages(), chart -> new ChartPainter().png(chart), clock,
                        new SecureRandom()))
                .answerWebChat();
    }

    private ChatPorts ports(TelemetryStore telemetry) {
        return new ChatPorts(new DynamoDbDeviceRegistry(database, clock), telemetry, new DynamoDbAlertStore(database),
                new DynamoDbCommandStore(database), new DynamoDbMemberStore(database),
                new DynamoDbAuditLog(database), new DynamoDbIdempotencyStore(database), queue(),
                new DynamoDbConversationStore(database), new DynamoDbChatLinks(database),
                new DynamoDbSubscriptionStore(database),
                environment.filesBucket() == null ? null : new DynamoDbFileStore(database));
    }

    private WorkQueue queue() {
        String url = environment.chat().postsQueue();
        return url == null ? items -> {
            throw new IllegalStateException("no chat platform is connected, and nothing to be said there");
        } : clients.queues(Map.of(ChatQueues.POSTS, url))::send;
    }

    private ChatChannels channels() {
        return environment.chat().postsQueue() == null ? ChatChannels.NONE : ChatChannels.ELSEWHERE;
    }
}
