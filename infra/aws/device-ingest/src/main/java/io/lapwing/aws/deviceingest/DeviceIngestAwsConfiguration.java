package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.CachedDeviceLookup;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.DynamoDbTelemetryStore;
import io.lapwing.aws.adapters.IotDeviceReplies;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function `ingestTelemetry` on DynamoDB and AWS IoT, behind an SQS queue.
public final class DeviceIngestAwsConfiguration extends FunctionConfiguration {

    /// The bean that Lambda's handler calls.
    static final String FUNCTION = "ingestTelemetryFromSqs";

    static final String REGISTRY_TABLE = "LAPWING_REGISTRY_TABLE";
    static final String READINGS_TABLE = "LAPWING_READINGS_TABLE";
    static final String IOT_ENDPOINT = "LAPWING_IOT_ENDPOINT";

    public DeviceIngestAwsConfiguration() {
        this(LambdaSettings::ofProcess);
    }

    DeviceIngestAwsConfiguration(Supplier<LambdaSettings> settings) {
        super(settings);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        settings.require(REGISTRY_TABLE, READINGS_TABLE, IOT_ENDPOINT);
        stores(context, settings);
        context.registerBean(IotDeviceReplies.class, () -> new IotDeviceReplies(
                context.getBean(AwsClients.class).iot(address(settings.required(IOT_ENDPOINT)))));
        context.registerBean("ingestTelemetry", IngestTelemetry.class,
                () -> new IngestTelemetry(context.getBean(DeviceLookup.class), context.getBean(TelemetryStore.class),
                        context.getBean(IotDeviceReplies.class), context.getBean(EmbeddedMetrics.class)));
        context.registerBean(FUNCTION, TracedFunction.class, () -> function(context));
    }

    private static void stores(GenericApplicationContext context, LambdaSettings settings) {
        DynamoDbTables tables = new DynamoDbTables(settings.required(REGISTRY_TABLE),
                settings.required(READINGS_TABLE));
        context.registerBean(AwsClients.class, () -> new AwsClients(settings.variables()));
        context.registerBean(DynamoDbClient.class, () -> context.getBean(AwsClients.class).dynamoDb(),
                bean -> bean.setDestroyMethodName("close"));
        context.registerBean(DynamoDatabase.class,
                () -> new DynamoDatabase(context.getBean(DynamoDbClient.class), tables));
        context.registerBean(DeviceLookup.class, () -> new CachedDeviceLookup(new DynamoDbDeviceRegistry(
                context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class))));
        context.registerBean(TelemetryStore.class, () -> new DynamoDbTelemetryStore(
                context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class)));
    }

    private static TracedFunction function(GenericApplicationContext context) {
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        IotDeviceReplies replies = context.getBean(IotDeviceReplies.class);
        Tracing tracing = context.getBean(Tracing.class);
        SqsIngestTrigger trigger = new SqsIngestTrigger(context.getBean(IngestTelemetry.class),
                context.getBean(TelemetryStore.class), metrics, tracing, context.getBean(InstantSource.class));
        return new TracedFunction("ingestTelemetry", trigger, tracing, () -> {
            replies.flush();
            metrics.flush();
        });
    }

    /// AWS names an endpoint by its host; a whole address leads elsewhere.
    private static URI address(String endpoint) {
        return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    }
}
