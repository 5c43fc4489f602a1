package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.CachedDeviceLookup;
import io.lapwing.aws.adapters.CachedRuleLookup;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbListeners;
import io.lapwing.aws.adapters.DynamoDbRuleStore;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.DynamoDbTelemetryStore;
import io.lapwing.aws.adapters.IotAppUpdates;
import io.lapwing.aws.adapters.IotDeviceReplies;
import io.lapwing.aws.adapters.IotPublisher;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.TellReadings;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.net.URI;
import java.time.InstantSource;

import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What every function of this module stands on: the tables, what watches over what is appended to them, the ways to
/// devices and apps, and `ingestTelemetry` itself.
final class StoreConfiguration {

    static final String REGISTRY_TABLE = "LAPWING_REGISTRY_TABLE";
    static final String READINGS_TABLE = "LAPWING_READINGS_TABLE";
    static final String IOT_ENDPOINT = "LAPWING_IOT_ENDPOINT";

    private StoreConfiguration() {}

    static void register(GenericApplicationContext context, LambdaSettings settings) {
        settings.require(REGISTRY_TABLE, READINGS_TABLE, IOT_ENDPOINT);
        DynamoDbTables tables = new DynamoDbTables(settings.required(REGISTRY_TABLE),
                settings.required(READINGS_TABLE));
        context.registerBean(AwsClients.class, () -> new AwsClients(settings.variables()));
        context.registerBean(DynamoDbClient.class, () -> context.getBean(AwsClients.class).dynamoDb(),
                bean -> bean.setDestroyMethodName("close"));
        context.registerBean(DynamoDatabase.class,
                () -> new DynamoDatabase(context.getBean(DynamoDbClient.class), tables));
        watch(context);
        context.registerBean(TelemetryStore.class,
                () -> new DynamoDbTelemetryStore(context.getBean(DynamoDatabase.class),
                        context.getBean(InstantSource.class), context.getBean(WatchDevices.class),
                        new TellReadings(context.getBean(IotAppUpdates.class))));
        context.registerBean(IotPublisher.class,
                () -> context.getBean(AwsClients.class).iot(address(settings.required(IOT_ENDPOINT))));
        context.registerBean(IotDeviceReplies.class, () -> new IotDeviceReplies(context.getBean(IotPublisher.class)));
        context.registerBean(IotAppUpdates.class, () -> new IotAppUpdates(context.getBean(IotPublisher.class),
                new DynamoDbListeners(context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class)),
                context.getBean(EmbeddedMetrics.class)));
        context.registerBean("ingestTelemetry", IngestTelemetry.class,
                () -> new IngestTelemetry(context.getBean(CachedDeviceLookup.class),
                        context.getBean(TelemetryStore.class), context.getBean(IotDeviceReplies.class),
                        context.getBean(EmbeddedMetrics.class)));
    }

    private static void watch(GenericApplicationContext context) {
        context.registerBean(DeviceRegistry.class, () -> new DynamoDbDeviceRegistry(
                context.getBean(DynamoDatabase.class), context.getBean(InstantSource.class)));
        context.registerBean(CachedDeviceLookup.class,
                () -> new CachedDeviceLookup(context.getBean(DeviceRegistry.class)));
        context.registerBean(RuleStore.class, () -> new DynamoDbRuleStore(context.getBean(DynamoDatabase.class)));
        context.registerBean(CachedRuleLookup.class, () -> new CachedRuleLookup(context.getBean(RuleStore.class)));
        // A connection that ended says so: IoT Core has no process that could die with it.
        context.registerBean(PresenceRules.class, () -> new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false));
        context.registerBean(WatchDevices.class, () -> new WatchDevices(context.getBean(CachedDeviceLookup.class),
                context.getBean(CachedRuleLookup.class), context.getBean(PresenceRules.class)));
    }

    /// AWS names an endpoint by its host; a whole address leads elsewhere.
    private static URI address(String endpoint) {
        return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    }
}
