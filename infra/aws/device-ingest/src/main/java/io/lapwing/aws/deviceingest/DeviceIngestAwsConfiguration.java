package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.IotAppUpdates;
import io.lapwing.aws.adapters.IotDeviceReplies;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MessageKind;

import java.time.InstantSource;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;

/// The function `ingestTelemetry` on DynamoDB and AWS IoT, behind an SQS queue.
public final class DeviceIngestAwsConfiguration extends FunctionConfiguration {

    /// The bean that Lambda's handler calls.
    static final String FUNCTION = "ingestTelemetryFromSqs";

    public DeviceIngestAwsConfiguration() {
        this(LambdaSettings::ofProcess);
    }

    DeviceIngestAwsConfiguration(Supplier<LambdaSettings> settings) {
        super(settings);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        StoreConfiguration.register(context, settings);
        context.registerBean(FUNCTION, TracedFunction.class, () -> function(context));
    }

    private static TracedFunction function(GenericApplicationContext context) {
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        IotDeviceReplies replies = context.getBean(IotDeviceReplies.class);
        IotAppUpdates apps = context.getBean(IotAppUpdates.class);
        Tracing tracing = context.getBean(Tracing.class);
        SqsIngestTrigger trigger = new SqsIngestTrigger(
                new SqsIngestTrigger.Target("ingestTelemetry", context.getBean(IngestTelemetry.class),
                        MessageKind::bringsReadings),
                context.getBean(TelemetryStore.class), metrics, tracing, context.getBean(InstantSource.class));
        return new TracedFunction("ingestTelemetry", trigger, tracing, () -> {
            replies.flush();
            apps.flush();
            metrics.flush();
        });
    }
}
