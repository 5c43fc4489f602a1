package io.lapwing.deviceingest;

import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceIngestConfigurationTest {

    @Test
    void makes_the_function_from_the_ports_of_the_platform() {
        InMemoryStores stores = new InMemoryStores();
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DeviceLookup.class, stores::registry);
            context.registerBean(TelemetryStore.class, stores::telemetry);
            context.registerBean(DeviceReplies.class, RecordedReplies::new);
            context.registerBean(Counters.class, CountedCounters::new);
            context.register(DeviceIngestConfiguration.class);
            context.refresh();

            assertThat(context.getBean("ingestTelemetry")).isInstanceOf(IngestTelemetry.class);
        }
    }
}
