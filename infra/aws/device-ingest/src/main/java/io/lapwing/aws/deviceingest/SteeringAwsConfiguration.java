package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.CachedDeviceLookup;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbAlertStore;
import io.lapwing.aws.adapters.DynamoDbAuditLog;
import io.lapwing.aws.adapters.DynamoDbCommandStore;
import io.lapwing.aws.adapters.DynamoDbEventFeed;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbOutbox;
import io.lapwing.aws.adapters.DynamoDbShadowStore;
import io.lapwing.aws.adapters.DynamoDbWatchStore;
import io.lapwing.aws.adapters.IotAppUpdates;
import io.lapwing.aws.adapters.IotCommandSender;
import io.lapwing.aws.adapters.IotDeviceReplies;
import io.lapwing.aws.adapters.IotPublisher;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.ApplyRule;
import io.lapwing.deviceingest.functions.CheckDevices;
import io.lapwing.deviceingest.functions.DeliverEvents;
import io.lapwing.deviceingest.functions.DispatchCommands;
import io.lapwing.deviceingest.functions.EventHandlers;
import io.lapwing.deviceingest.functions.ExpireCommands;
import io.lapwing.deviceingest.functions.FilesToProcess;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.NewsForChats;
import io.lapwing.deviceingest.functions.PresenceUpdates;
import io.lapwing.deviceingest.functions.PublishDeltas;
import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.deviceingest.functions.ReceiveMessages;
import io.lapwing.deviceingest.functions.RecordCommandReplies;
import io.lapwing.deviceingest.functions.RelayEvents;
import io.lapwing.deviceingest.functions.SeeSenders;
import io.lapwing.deviceingest.functions.TellEvents;
import io.lapwing.deviceingest.functions.UpdatePresence;
import io.lapwing.deviceingest.functions.UpdateShadows;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;

/// The functions `receiveMessages`, `deliverEvents`, `checkDevices` and `expireCommands` on DynamoDB and AWS IoT. Each
/// runs in Lambda functions of its own, which make only the beans that it needs.
public final class SteeringAwsConfiguration extends FunctionConfiguration {

    /// What `deliverEvents` alone is told: the URL of the queue for what chats may have to be told of.
    static final String CHAT_NEWS_QUEUE = "LAPWING_CHAT_NEWS_QUEUE";
    /// And that of the queue of files that are to be processed.
    static final String FILES_QUEUE = "LAPWING_FILES_QUEUE";

    /// The beans that Lambda's handlers call.
    enum Entry {
        RECEIVE_MESSAGES("receiveMessages", "receiveMessagesFromSqs"),
        DELIVER_EVENTS("deliverEvents", "deliverEventsOfStream"),
        CHECK_DEVICES("checkDevices", "checkDevicesBySchedule"),
        EXPIRE_COMMANDS("expireCommands", "expireCommandsBySchedule");

        private final String function;
        private final String bean;

        Entry(String function, String bean) {
            this.function = function;
            this.bean = bean;
        }

        /// What the function is called everywhere.
        String function() {
            return function;
        }

        String bean() {
            return bean;
        }
    }

    private final Entry entry;

    SteeringAwsConfiguration(Entry entry) {
        this(entry, LambdaSettings::ofProcess);
    }

    SteeringAwsConfiguration(Entry entry, Supplier<LambdaSettings> settings) {
        super(settings);
        this.entry = entry;
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        StoreConfiguration.register(context, settings);
        context.registerBean(entry.bean(), TracedFunction.class, () -> traced(context));
    }

    private TracedFunction traced(GenericApplicationContext context) {
        IotDeviceReplies replies = context.getBean(IotDeviceReplies.class);
        IotAppUpdates apps = context.getBean(IotAppUpdates.class);
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        return new TracedFunction(entry.function(), trigger(new Parts(context)), context.getBean(Tracing.class), () -> {
            replies.flush();
            apps.flush();
            metrics.flush();
        });
    }

    private Function<byte[], byte[]> trigger(Parts parts) {
        return switch (entry) {
            case RECEIVE_MESSAGES -> new SqsIngestTrigger(
                    new SqsIngestTrigger.Target(entry.function(), parts.receiveMessages(), _ -> true),
                    parts.telemetry(), parts.metrics(), parts.bean(Tracing.class), parts.clock());
            case DELIVER_EVENTS -> new DeliverEventsTrigger(parts.outbox(), parts.relay(), parts.clock());
            case CHECK_DEVICES -> scheduled(new CheckDevices(parts.watches(), parts.registry(), parts.rules(),
                    parts.presences()), parts);
            case EXPIRE_COMMANDS -> scheduled(new ExpireCommands(parts.commands()), parts);
        };
    }

    private ScheduledTrigger scheduled(Function<Instant, Integer> function, Parts parts) {
        return new ScheduledTrigger(entry.function(), function, parts.clock());
    }

    /// What the functions are put together from.
    private record Parts(GenericApplicationContext context) {

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        DynamoDatabase database() {
            return bean(DynamoDatabase.class);
        }

        TelemetryStore telemetry() {
            return bean(TelemetryStore.class);
        }

        DeviceRegistry registry() {
            return bean(DeviceRegistry.class);
        }

        RuleStore rules() {
            return bean(RuleStore.class);
        }

        PresenceRules presences() {
            return bean(PresenceRules.class);
        }

        InstantSource clock() {
            return bean(InstantSource.class);
        }

        EmbeddedMetrics metrics() {
            return bean(EmbeddedMetrics.class);
        }

        IotDeviceReplies replies() {
            return bean(IotDeviceReplies.class);
        }

        DynamoDbWatchStore watches() {
            return new DynamoDbWatchStore(database());
        }

        DynamoDbCommandStore commands() {
            return new DynamoDbCommandStore(database());
        }

        DynamoDbShadowStore shadows() {
            return new DynamoDbShadowStore(database());
        }

        DynamoDbOutbox outbox() {
            return new DynamoDbOutbox(database());
        }

        ReceiveMessages receiveMessages() {
            CachedDeviceLookup devices = bean(CachedDeviceLookup.class);
            PresenceUpdates updates = new PresenceUpdates(watches(), bean(WatchDevices.class));
            return ReceiveMessages.of(bean(IngestTelemetry.class),
                    new SeeSenders(new UpdateShadows(devices, shadows(), telemetry(), replies(), metrics()), updates),
                    new SeeSenders(new RecordCommandReplies(commands(), telemetry(), new DynamoDbAuditLog(database()),
                            replies(), metrics()), updates),
                    new UpdatePresence(devices, updates, telemetry(), replies(), metrics()));
        }

        /// Where no chat platform is connected there is no queue, and nobody to be told.
        EventHandlers.Handler<Event> newsForChats() {
            return bean(LambdaSettings.class)
                    .optional(CHAT_NEWS_QUEUE).<EventHandlers.Handler<Event>>map(url -> new NewsForChats(
                            bean(AwsClients.class).queues(Map.of(ChatQueues.NEWS, url))::send))
                    .orElse(EventHandlers.NO_CHATS);
        }

        /// Where no files are taken there is no queue, and nothing comes.
        EventHandlers.Handler<FileReceived> fileReceived() {
            return bean(LambdaSettings.class)
                    .optional(FILES_QUEUE).<EventHandlers.Handler<FileReceived>>map(url -> new FilesToProcess(
                            bean(AwsClients.class).queues(Map.of(FileQueues.RECEIVED, url))::send))
                    .orElse(EventHandlers.NO_FILES);
        }

        RelayEvents relay() {
            DispatchCommands dispatch = new DispatchCommands(commands(),
                    new IotCommandSender(bean(IotPublisher.class), clock()), Reachability.byPresence(watches()),
                    clock());
            PublishDeltas deltas = new PublishDeltas(shadows(), replies());
            ApplyRule rule = new ApplyRule(
                    new ApplyRule.Stores(rules(), registry(), watches(), telemetry(), outbox()), presences(), clock());
            EventHandlers handlers = new EventHandlers((event, _) -> dispatch.accept(event),
                    (event, _) -> dispatch.accept(event), deltas::deliver, rule, fileReceived(),
                    newsForChats());
            TellEvents deliverEvents = new TellEvents(
                    new DeliverEvents(new DynamoDbEventFeed(database(), clock()), handlers),
                    bean(IotAppUpdates.class),
                    new TellEvents.Stores(new DynamoDbAlertStore(database()), commands(),
                            new DynamoDbFileStore(database())),
                    metrics());
            return new RelayEvents(outbox(), deliverEvents, metrics());
        }
    }
}
