package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.deviceingest.SqsIngestTrigger;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.telemetry.MessageKind;

import java.time.InstantSource;

import org.springframework.context.support.GenericApplicationContext;

/// `ingestTelemetry` behind its trigger, with the devices of the benchmark's fleet.
public final class InMemoryIngestConfiguration extends FunctionConfiguration {

    static final String FUNCTION = "ingestTelemetryFromSqs";

    public InMemoryIngestConfiguration() {
        super(LambdaSettings::ofProcess);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        context.registerBean(InMemoryStores.class, InMemoryFleet::stores);
        context.registerBean("ingestTelemetry", IngestTelemetry.class,
                () -> new IngestTelemetry(context.getBean(InMemoryStores.class).registry(),
                        context.getBean(InMemoryStores.class).telemetry(), _ -> {},
                        context.getBean(EmbeddedMetrics.class)));
        context.registerBean(FUNCTION, TracedFunction.class, () -> function(context));
    }

    private static TracedFunction function(GenericApplicationContext context) {
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        Tracing tracing = context.getBean(Tracing.class);
        SqsIngestTrigger trigger = new SqsIngestTrigger(
                new SqsIngestTrigger.Target("ingestTelemetry", context.getBean(IngestTelemetry.class),
                        MessageKind::bringsReadings),
                context.getBean(InMemoryStores.class).telemetry(), metrics, tracing,
                context.getBean(InstantSource.class));
        return new TracedFunction("ingestTelemetry", trigger, tracing, metrics::flush);
    }
}
