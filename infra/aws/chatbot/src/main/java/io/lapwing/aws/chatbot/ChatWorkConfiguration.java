package io.lapwing.aws.chatbot;

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
import io.lapwing.aws.adapters.DynamoDbTelemetryStore;
import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.sqs.SqsWorkTrigger;
import io.lapwing.aws.transfer.S3ObjectStore;
import io.lapwing.chatbot.charts.ChartPainter;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.functions.ChatFunctions;
import io.lapwing.chatbot.functions.ChatPorts;
import io.lapwing.chatbot.functions.ChatSettings;
import io.lapwing.chatbot.functions.SecondOpinion;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The functions `converse`, `postChat`, `notifyChat`, `writeBoards` and `fetchFile`, each behind a queue of its own and in Lambda
/// functions of its own.
public final class ChatWorkConfiguration extends FunctionConfiguration {

    /// The beans that Lambda's handlers call.
    enum Entry {
        CONVERSE("converse"), POST_CHAT("postChat"), NOTIFY_CHAT("notifyChat"), WRITE_BOARDS("writeBoards"),
        FETCH_FILE("fetchFile");

        private final String function;

        Entry(String function) {
            this.function = function;
        }

        String bean() {
            return function + "FromSqs";
        }

        /// What it takes its work from.
        private QueueName queue() {
            return switch (this) {
                case CONVERSE -> ChatQueues.INPUTS;
                case POST_CHAT -> ChatQueues.POSTS;
                case NOTIFY_CHAT -> ChatQueues.NEWS;
                case WRITE_BOARDS -> ChatQueues.BOARDS;
                case FETCH_FILE -> ChatQueues.FILES;
            };
        }

        /// What it takes its work from, and what it sends work to.
        private Set<QueueName> queues() {
            return switch (this) {
                case CONVERSE -> Set.of(queue(), ChatQueues.POSTS);
                case NOTIFY_CHAT -> Set.of(queue(), ChatQueues.BOARDS, ChatQueues.POSTS);
                case FETCH_FILE -> Set.of(queue(), ChatQueues.POSTS);
                case POST_CHAT, WRITE_BOARDS -> Set.of(queue());
            };
        }
    }

    private final Entry entry;

    ChatWorkConfiguration(Entry entry) {
        this(entry, LambdaSettings::ofProcess);
    }

    ChatWorkConfiguration(Entry entry, Supplier<LambdaSettings> settings) {
        super(settings);
        this.entry = entry;
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        ChatEnvironment environment = environment(settings);
        AwsClients clients = new AwsClients(settings.variables());
        context.registerBean(DynamoDbClient.class, clients::dynamoDb, bean -> bean.setDestroyMethodName("close"));
        context.registerBean(DynamoDatabase.class,
                () -> new DynamoDatabase(context.getBean(DynamoDbClient.class), environment.tables()));
        context.registerBean(ChatEnvironment.class, () -> environment);
        context.registerBean(SqsQueues.class, () -> clients.queues(environment.queues()));
        context.registerBean(ChatFunctions.class, () -> functions(context, environment, clients));
        context.registerBean(entry.bean(), TracedFunction.class, () -> traced(context));
    }

    /// Where files are taken, who is told of them hands them on.
    private ChatEnvironment environment(LambdaSettings settings) {
        Set<QueueName> queues = new HashSet<>(entry.queues());
        if (entry == Entry.CONVERSE && ChatEnvironment.bucket(settings).isPresent()) {
            queues.add(ChatQueues.FILES);
        }
        if (entry == Entry.FETCH_FILE) {
            settings.require(ChatEnvironment.FILES_BUCKET);
        }
        return ChatEnvironment.of(settings, queues);
    }

    private TracedFunction traced(GenericApplicationContext context) {
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        Tracing tracing = context.getBean(Tracing.class);
        SqsWorkTrigger trigger = new SqsWorkTrigger(
                new SqsWorkTrigger.Target(entry.function, entry.queue(),
                        function(context.getBean(ChatFunctions.class), context.getBean(ChatEnvironment.class)),
                        entry == Entry.FETCH_FILE),
                context.getBean(SqsQueues.class), metrics, tracing);
        return new TracedFunction(entry.function, trigger, tracing, metrics::flush);
    }

    private Function<WorkItem, WorkOutcome> function(ChatFunctions functions, ChatEnvironment environment) {
        return switch (entry) {
            case CONVERSE -> functions.converse();
            case POST_CHAT -> functions.postChat();
            case NOTIFY_CHAT -> functions.notifyChat();
            case WRITE_BOARDS -> functions.writeBoards();
            case FETCH_FILE ->
                functions.fetchFile(S3ObjectStore.of(environment.variables(), environment.bucket().orElseThrow()));
        };
    }

    private ChatFunctions functions(GenericApplicationContext context, ChatEnvironment environment,
            AwsClients clients) {
        InstantSource clock = context.getBean(InstantSource.class);
        // Only a conversation is understood; the others need no language.
        Interpreter interpreter = entry == Entry.CONVERSE ? Interpreter.ofOwnLanguages()
                : new Interpreter(List.of());
        return new ChatFunctions(new ChatSettings(environment.zone()), ports(context, environment),
                new KeptChannels(environment, clients.secrets(), clock).senders(),
                new ChatFunctions.Means(interpreter, chart -> new ChartPainter().png(chart), clock,
                        new SecureRandom(), entry == Entry.CONVERSE
                                ? KeptModel.of(environment, clients.secrets(), clock)
                                : SecondOpinion.NONE));
    }

    private static ChatPorts ports(GenericApplicationContext context, ChatEnvironment environment) {
        DynamoDatabase database = context.getBean(DynamoDatabase.class);
        InstantSource clock = context.getBean(InstantSource.class);
        return new ChatPorts(new DynamoDbDeviceRegistry(database, clock),
                new DynamoDbTelemetryStore(database, clock, DeviceWatcher.NOBODY), new DynamoDbAlertStore(database),
                new DynamoDbCommandStore(database),
                new DynamoDbMemberStore(database), new DynamoDbAuditLog(database),
                new DynamoDbIdempotencyStore(database), context.getBean(SqsQueues.class)::send,
                new DynamoDbConversationStore(database), new DynamoDbChatLinks(database),
                new DynamoDbSubscriptionStore(database),
                environment.bucket().isPresent() ? new DynamoDbFileStore(database) : null);
    }
}
