package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbIdempotencyStore;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.chatbot.functions.ReceiveChat;
import io.lapwing.sharedmodel.chat.ChatQueues;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function `receiveChat` behind API Gateway. A platform waits for it, so it has its claims, its queue and nothing
/// more: what the bot understands and says is loaded elsewhere.
public final class ReceiveChatConfiguration extends FunctionConfiguration {

    /// The bean that Lambda's handler calls.
    static final String FUNCTION = "receiveChatFromGateway";

    private static final String NAME = "receiveChat";
    private static final int MAX_BODY_BYTES = 1 << 20;

    public ReceiveChatConfiguration() {
        this(LambdaSettings::ofProcess);
    }

    ReceiveChatConfiguration(Supplier<LambdaSettings> settings) {
        super(settings);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        ChatEnvironment environment = ChatEnvironment.of(settings, Set.of(ChatQueues.INPUTS));
        AwsClients clients = new AwsClients(settings.variables());
        context.registerBean(DynamoDbClient.class, clients::dynamoDb, bean -> bean.setDestroyMethodName("close"));
        context.registerBean(ReceiveChat.class, () -> {
            InstantSource clock = context.getBean(InstantSource.class);
            DynamoDatabase database = new DynamoDatabase(context.getBean(DynamoDbClient.class), environment.tables());
            return ReceiveChat.of(new KeptChannels(environment, clients.secrets(), clock).webhooks(),
                    clients.queues(environment.queues())::send, new DynamoDbIdempotencyStore(database), clock,
                    new SecureRandom());
        });
        context.registerBean(FUNCTION, TracedFunction.class, () -> traced(context));
    }

    private static TracedFunction traced(GenericApplicationContext context) {
        Tracing tracing = context.getBean(Tracing.class);
        TracedRequests requests = new TracedRequests(NAME, context.getBean(ReceiveChat.class), tracing);
        return new TracedFunction(NAME, new ApiGatewayTrigger(NAME, requests, MAX_BODY_BYTES), tracing,
                context.getBean(EmbeddedMetrics.class)::flush);
    }
}
