package io.lapwing.deviceingest;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.ApplyRule;
import io.lapwing.deviceingest.functions.CheckDevices;
import io.lapwing.deviceingest.functions.ExpireCommands;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.ReceiveMessages;
import io.lapwing.deviceingest.functions.RecordCommandReplies;
import io.lapwing.deviceingest.functions.RecordConnections;
import io.lapwing.deviceingest.functions.RecordDeliveries;
import io.lapwing.deviceingest.functions.UpdatePresence;
import io.lapwing.deviceingest.functions.UpdateShadows;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceIngestConfigurationTest {

    private static final Map<String, Class<?>> FUNCTIONS = Map.of("receiveMessages",
            ReceiveMessages.class, "ingestTelemetry", IngestTelemetry.class,
            "updatePresence", UpdatePresence.class, "recordConnections", RecordConnections.class, "checkDevices",
            CheckDevices.class, "applyRule", ApplyRule.class, "watchDevices", WatchDevices.class);

    @Test
    void makes_the_functions_from_the_ports_of_the_platform() {
        InMemoryStores stores = new InMemoryStores();
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DeviceRegistry.class, stores::registry);
            context.registerBean(CommandStore.class, stores::commands);
            context.registerBean(AuditLog.class, stores::audit);
            context.registerBean(ShadowStore.class, stores::shadows);
            context.registerBean(RuleStore.class, stores::rules);
            context.registerBean(WatchStore.class, stores::watches);
            context.registerBean(Outbox.class, stores::outbox);
            context.registerBean(TelemetryStore.class,
                    () -> stores.telemetryWatchedBy(context.getBean(DeviceWatcher.class)));
            context.registerBean(DeviceReplies.class, RecordedReplies::new);
            context.registerBean(Counters.class, CountedCounters::new);
            context.registerBean(InstantSource.class, InstantSource::system);
            context.registerBean(PresenceRules.class,
                    () -> new PresenceRules(PresenceRules.DEFAULT_SILENCE, _ -> false));
            context.register(DeviceIngestConfiguration.class);
            context.refresh();

            assertThat(context.getBean("recordCommandReplies")).isInstanceOf(RecordCommandReplies.class);
            assertThat(context.getBean("recordDeliveries")).isInstanceOf(RecordDeliveries.class);
            assertThat(context.getBean("expireCommands")).isInstanceOf(ExpireCommands.class);
            assertThat(context.getBean("updateShadows")).isInstanceOf(UpdateShadows.class);
            FUNCTIONS.forEach((name, type) -> assertThat(context.getBean(name)).isInstanceOf(type));
        }
    }
}
