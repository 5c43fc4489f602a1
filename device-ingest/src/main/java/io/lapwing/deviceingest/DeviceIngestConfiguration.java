package io.lapwing.deviceingest;

import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.TelemetryStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The functions of this module, on whatever ports the platform brings.
@Configuration(proxyBeanMethods = false)
public class DeviceIngestConfiguration {

    @Bean
    IngestTelemetry ingestTelemetry(DeviceLookup devices, TelemetryStore store, DeviceReplies replies,
            Counters counters) {
        return new IngestTelemetry(devices, store, replies, counters);
    }
}
