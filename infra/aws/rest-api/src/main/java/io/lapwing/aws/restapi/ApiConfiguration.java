package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.CachedDeviceLookup;
import io.lapwing.aws.adapters.CachedRuleLookup;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbAlertStore;
import io.lapwing.aws.adapters.DynamoDbAuditLog;
import io.lapwing.aws.adapters.DynamoDbChatLinks;
import io.lapwing.aws.adapters.DynamoDbCommandStore;
import io.lapwing.aws.adapters.DynamoDbDeviceCredentials;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbIdempotencyStore;
import io.lapwing.aws.adapters.DynamoDbListeners;
import io.lapwing.aws.adapters.DynamoDbMemberStore;
import io.lapwing.aws.adapters.DynamoDbQuarantineStore;
import io.lapwing.aws.adapters.DynamoDbRateLimiter;
import io.lapwing.aws.adapters.DynamoDbReadiness;
import io.lapwing.aws.adapters.DynamoDbRuleStore;
import io.lapwing.aws.adapters.DynamoDbShadowStore;
import io.lapwing.aws.adapters.DynamoDbTelemetryStore;
import io.lapwing.aws.adapters.DynamoDbWatchStore;
import io.lapwing.aws.adapters.IotAppUpdates;
import io.lapwing.aws.adapters.IotDeviceReplies;
import io.lapwing.aws.adapters.IotPublisher;
import io.lapwing.aws.adapters.IotStreamTickets;
import io.lapwing.aws.restapi.ApiEnvironment.Apps;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.aws.transfer.S3ObjectStore;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.PresenceUpdates;
import io.lapwing.deviceingest.functions.ReceiveMessages;
import io.lapwing.deviceingest.functions.RecordCommandReplies;
import io.lapwing.deviceingest.functions.TellReadings;
import io.lapwing.deviceingest.functions.UpdatePresence;
import io.lapwing.deviceingest.functions.UpdateShadows;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.functions.ApiFunction;
import io.lapwing.restapi.functions.ApiPorts;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function `api` on AWS: DynamoDB behind its ports, and `ingestTelemetry` in the same process.
public class ApiConfiguration extends FunctionConfiguration {

    /// The function that the platform calls.
    static final String FUNCTION = "apiGateway";

    private static final String API = "api";

    /// For whoever makes it by its name.
    public ApiConfiguration() {
        this(LambdaSettings::ofProcess);
    }

    ApiConfiguration(Supplier<LambdaSettings> settings) {
        super(settings);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        ApiEnvironment environment = ApiEnvironment.of(settings.variables());
        AwsClients clients = new AwsClients(settings.variables());
        context.registerBean(DynamoDbClient.class, clients::dynamoDb, bean -> bean.setDestroyMethodName("close"));
        context.registerBean(DynamoDatabase.class,
                () -> new DynamoDatabase(context.getBean(DynamoDbClient.class), environment.tables()));
        context.registerBean(DeviceRegistry.class, () -> new DynamoDbDeviceRegistry(
                context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class)));
        registerWatch(context);
        context.registerBean(TelemetryStore.class,
                () -> new DynamoDbTelemetryStore(context.getBean(DynamoDatabase.class),
                        context.getBean(InstantSource.class), context.getBean(WatchDevices.class),
                        toldTo(context.getBeanProvider(IotAppUpdates.class).getIfAvailable())));
        if (environment.cursorKey() instanceof CursorKey.Kept(String secretId)) {
            context.registerBean(KeptKey.class,
                    () -> new KeptKey(clients.secrets(), secretId, context.getBean(InstantSource.class)));
        }
        URI iot = environment.iotEndpoint();
        if (iot != null) {
            registerBroker(context, clients, iot);
        }
        Apps apps = environment.apps();
        context.registerBean(StreamTickets.class, () -> apps == null ? StreamTickets.NOWHERE
                : new IotStreamTickets(clients.sessions(apps.roleArn()), clients.mqttUrls(apps.iotEndpoint()),
                        context.getBean(DynamoDbListeners.class), context.getBean(InstantSource.class)));
        registerFunctions(context, environment, clients);
    }

    /// Without IoT Core no app listens.
    private static BiConsumer<DeviceKey, List<StoredReading>> toldTo(@Nullable IotAppUpdates apps) {
        return apps == null ? (_, _) -> {} : new TellReadings(apps);
    }

    private static void registerBroker(GenericApplicationContext context, AwsClients clients, URI iot) {
        context.registerBean(IotPublisher.class, () -> clients.iot(iot));
        context.registerBean(IotDeviceReplies.class, () -> new IotDeviceReplies(context.getBean(IotPublisher.class)));
        context.registerBean(DynamoDbListeners.class, () -> new DynamoDbListeners(
                context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class)));
        context.registerBean(IotAppUpdates.class, () -> new IotAppUpdates(context.getBean(IotPublisher.class),
                context.getBean(DynamoDbListeners.class), context.getBean(EmbeddedMetrics.class)));
    }

    private static void registerWatch(GenericApplicationContext context) {
        context.registerBean(RuleStore.class, () -> new DynamoDbRuleStore(context.getBean(DynamoDatabase.class)));
        context.registerBean(CachedRuleLookup.class, () -> new CachedRuleLookup(context.getBean(RuleStore.class)));
        context.registerBean(AlertStore.class, () -> new DynamoDbAlertStore(context.getBean(DynamoDatabase.class)));
        context.registerBean(CachedDeviceLookup.class,
                () -> new CachedDeviceLookup(context.getBean(DeviceRegistry.class)));
        // A connection that ended says so: IoT Core has no process that could die with it.
        context.registerBean(WatchDevices.class, () -> new WatchDevices(context.getBean(CachedDeviceLookup.class),
                context.getBean(CachedRuleLookup.class), new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false)));
    }

    private static void registerFunctions(GenericApplicationContext context, ApiEnvironment environment,
            AwsClients clients) {
        context.registerBean(InProcessIngestion.class, () -> ingestion(context));
        context.registerBean(Readiness.class, () -> readiness(context, environment));
        context.registerBean(WebChat.class, () -> new ChatOnceAsked(
                () -> new ApiChat(environment, context.getBean(DynamoDatabase.class), clients,
                        context.getBean(InstantSource.class)).make(context.getBean(TelemetryStore.class))));
        context.registerBean(ApiPorts.class, () -> ports(context, environment));
        context.registerBean(API, Function.class, () -> api(context, environment));
        context.registerBean(FUNCTION, TracedFunction.class, () -> traced(context));
    }

    private static InProcessIngestion ingestion(GenericApplicationContext context) {
        TelemetryStore store = context.getBean(TelemetryStore.class);
        // Without IoT Core no device listens.
        DeviceReplies replies = context.getBeanProvider(DeviceReplies.class).getIfAvailable(() -> _ -> {});
        DeviceLookup devices = context.getBean(CachedDeviceLookup.class);
        IngestTelemetry ingest = new IngestTelemetry(devices, store, replies, context.getBean(EmbeddedMetrics.class));
        // What brings no readings is a replay: those are few, and no start has to wait for what takes them.
        return new InProcessIngestion(messages -> messages.getFirst().kind().bringsReadings()
                ? ingest.apply(messages)
                : receiveMessages(context, ingest, replies).apply(messages), store);
    }

    private static ReceiveMessages receiveMessages(GenericApplicationContext context, IngestTelemetry ingest,
            DeviceReplies replies) {
        DynamoDatabase database = context.getBean(DynamoDatabase.class);
        TelemetryStore store = context.getBean(TelemetryStore.class);
        DeviceLookup devices = context.getBean(CachedDeviceLookup.class);
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        PresenceUpdates updates = new PresenceUpdates(new DynamoDbWatchStore(database),
                context.getBean(WatchDevices.class));
        return ReceiveMessages.of(ingest,
                new UpdateShadows(devices, new DynamoDbShadowStore(database), store, replies, metrics),
                new RecordCommandReplies(new DynamoDbCommandStore(database), store, new DynamoDbAuditLog(database),
                        replies, metrics),
                new UpdatePresence(devices, updates, store, replies, metrics));
    }

    /// Without a bucket no files are taken.
    private static ApiPorts.@Nullable Files files(GenericApplicationContext context, @Nullable String bucket) {
        return bucket == null ? null : new ApiPorts.Files(
                new DynamoDbFileStore(context.getBean(DynamoDatabase.class)), SingletonSupplier
                        .of(() -> S3ObjectStore.of(context.getBean(LambdaSettings.class).variables(), bucket)));
    }

    private static ApiPorts ports(GenericApplicationContext context, ApiEnvironment environment) {
        DynamoDatabase database = context.getBean(DynamoDatabase.class);
        return new ApiPorts(context.getBean(DeviceRegistry.class),
                new DynamoDbDeviceCredentials(database, context.getBean(InstantSource.class)),
                context.getBean(TelemetryStore.class), context.getBean(InProcessIngestion.class),
                new DynamoDbQuarantineStore(database, context.getBean(WatchDevices.class)),
                new DynamoDbIdempotencyStore(database), new DynamoDbAuditLog(database),
                context.getBean(Readiness.class), new DynamoDbCommandStore(database),
                new DynamoDbShadowStore(database), context.getBean(RuleStore.class), context.getBean(AlertStore.class),
                new DynamoDbMemberStore(database), new DynamoDbRateLimiter(database),
                context.getBean(StreamTickets.class), new DynamoDbChatLinks(database),
                files(context, environment.filesBucket()),
                context.getBean(WebChat.class));
    }

    private static Readiness readiness(GenericApplicationContext context, ApiEnvironment environment) {
        Readiness stores = new DynamoDbReadiness(context.getBean(DynamoDatabase.class));
        return switch (environment.cursorKey()) {
            case CursorKey.Given _ -> stores;
            case CursorKey.Kept _ -> new ApiReadiness(stores, context.getBean(KeptKey.class));
        };
    }

    private static Function<ApiRequest, ApiResponse> api(GenericApplicationContext context,
            ApiEnvironment environment) {
        return switch (environment.cursorKey()) {
            case CursorKey.Given(SecretKey key) -> api(context, environment, key);
            // Put together anew by each question for its health, which are few, and by no start.
            case CursorKey.Kept _ -> new ApiOnceKeyIsKnown(
                    request -> api(context, environment, CursorKey.random()).apply(request),
                    context.getBean(KeptKey.class), key -> api(context, environment, key));
        };
    }

    private static Function<ApiRequest, ApiResponse> api(GenericApplicationContext context, ApiEnvironment environment,
            SecretKey cursorKey) {
        ApiSettings settings = new ApiSettings(
                List.of(new TrustedIssuer(environment.tokens(), environment.keys())), cursorKey,
                ApiSettings.Limits.DEFAULT.with(environment.rates()));
        return new ApiFunction(settings, context.getBean(ApiPorts.class), RestApiConfiguration.openApi(),
                context.getBean(InstantSource.class), new SecureRandom());
    }

    @SuppressWarnings("unchecked") // it is made above
    private static TracedFunction traced(GenericApplicationContext context) {
        Function<ApiRequest, ApiResponse> api = context.getBean(API, Function.class);
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        return new TracedFunction(API,
                new ApiGatewayTrigger(API, api, ApiSettings.Limits.DEFAULT.maxBodyBytes()),
                context.getBean(Tracing.class), () -> {
                    context.getBeanProvider(IotDeviceReplies.class).ifAvailable(IotDeviceReplies::flush);
                    context.getBeanProvider(IotAppUpdates.class).ifAvailable(IotAppUpdates::flush);
                    metrics.flush();
                });
    }
}
