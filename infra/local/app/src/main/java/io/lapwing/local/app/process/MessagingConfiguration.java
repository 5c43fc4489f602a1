package io.lapwing.local.app.process;

import io.lapwing.local.adapters.BatcherSettings;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresReadiness;
import io.lapwing.local.app.datadir.FleetFile;
import io.lapwing.local.app.fleet.DemoFleet;
import io.lapwing.local.app.fleet.DemoRegistration;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// MQTT in front of the function `receiveMessages`.
@Configuration(proxyBeanMethods = false)
@Import({MqttConfiguration.class, EventConfiguration.class})
class MessagingConfiguration {

    /// Drained on its own, before the broker closes: devices get the acknowledgements of what they sent last.
    @Bean(destroyMethod = "")
    MessageBatcher messageBatcher(Function<List<ReceivedMessage>, List<IngestOutcome>> receiveMessages,
            TelemetryStore store) {
        return new MessageBatcher(receiveMessages, write -> store.append(List.of(write)), BatcherSettings.DEFAULT);
    }

    @Bean
    SmartLifecycle intake(MqttConnection mqtt, MessageBatcher batcher) {
        return new Intake(mqtt, batcher);
    }

    @Bean
    LocalReadiness readiness(PostgresDatabase database, MqttConnection mqtt) {
        return new LocalReadiness(new PostgresReadiness(database), mqtt::isReady);
    }

    @Bean(destroyMethod = "close")
    DemoFleet demoFleet(ProcessSettings settings, Function<ApiRequest, ApiResponse> api, InstantSource clock) {
        return new DemoFleet(new DemoRegistration(api, settings.issuer(), new FleetFile(settings.dataDir()), clock),
                clock);
    }

    @Bean(destroyMethod = "close")
    Housekeeping housekeeping(PostgresDatabase database, InstantSource clock) {
        return Housekeeping.start(database, clock);
    }
}
