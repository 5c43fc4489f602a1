package io.lapwing.local.app.process;

import io.lapwing.deviceingest.EventDeliveryConfiguration;
import io.lapwing.deviceingest.functions.CheckDevices;
import io.lapwing.deviceingest.functions.ExpireCommands;
import io.lapwing.deviceingest.functions.RelayEvents;
import io.lapwing.fileprocessor.functions.ExpireUploads;
import io.lapwing.fileprocessor.functions.ExportReadings;
import io.lapwing.fileprocessor.functions.ExportReport;
import io.lapwing.local.adapters.OutboxRelay;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresScheduler;
import io.lapwing.local.adapters.PostgresScheduler.Run;
import io.lapwing.local.adapters.RelaySettings;
import io.lapwing.local.app.broker.BrokerRun;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What runs by itself: events are delivered, and what is due is done.
@Configuration(proxyBeanMethods = false)
@Import(EventDeliveryConfiguration.class)
class EventConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EventConfiguration.class);

    /// A command is over at most this long, and a moment, before it is stored as EXPIRED.
    private static final Duration EXPIRY_PAUSE = Duration.ofMillis(750);
    private static final Duration UPLOADS_PAUSE = Duration.ofMinutes(1);
    private static final Duration EXPORT_PAUSE = Duration.ofHours(1);
    private static final Duration CHECK_PAUSE = Duration.ofSeconds(2);

    /// @param mqtt what events are delivered through: it is opened before, and closed after
    @Bean(destroyMethod = "close")
    OutboxRelay outboxRelay(PostgresDatabase database, RelayEvents relayEvents, MqttConnection mqtt,
            InstantSource clock) {
        return OutboxRelay.start(database, relayEvents, clock,
                RelaySettings.of(RelayEvents.BATCH, RelayEvents.LEASE));
    }

    @Bean(destroyMethod = "close")
    PostgresScheduler scheduler(PostgresDatabase database, BrokerRun run, ExpireCommands expireCommands,
            CheckDevices checkDevices, ExpireUploads expireUploads, ExportReadings exportReadings,
            InstantSource clock) {
        return PostgresScheduler.start(database, run.node().value(),
                List.of(new Run("expireCommands", EXPIRY_PAUSE, expireCommands::apply),
                        new Run("checkDevices", CHECK_PAUSE, checkDevices::apply),
                        new Run("expireUploads", UPLOADS_PAUSE, expireUploads::apply),
                        new Run("exportReadings", EXPORT_PAUSE, now -> export(exportReadings, now))),
                clock);
    }

    private static void export(ExportReadings exportReadings, Instant now) {
        ExportReport report = exportReadings.apply(now);
        if (report.days() + report.overtaken() + report.removed() > 0) {
            LOG.info("exportReadings: {}", report);
        }
    }

    @Bean(destroyMethod = "close")
    LostConnections lostConnections(PostgresDatabase database, BrokerRun run,
            Consumer<List<ConnectionEvent>> recordConnections, InstantSource clock) {
        return LostConnections.end(database, run, recordConnections, clock);
    }
}
