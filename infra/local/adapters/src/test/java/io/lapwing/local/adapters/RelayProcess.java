package io.lapwing.local.adapters;

import io.lapwing.deviceingest.functions.DeliverEvents;
import io.lapwing.deviceingest.functions.EventHandlers;
import io.lapwing.deviceingest.functions.RelayEvents;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.fixtures.Events;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.port.Outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Another process that records alerts and relays them, to be killed as `kill -9` does.
final class RelayProcess {

    private static final int DEVICES = 4;
    private static final RelaySettings SETTINGS = new RelaySettings(2, 10, Duration.ofMillis(500),
            Duration.ofMillis(1), Duration.ofMillis(200));

    private RelayProcess() {}

    static RecordedEvent event(TenantId tenant, long number) {
        DeviceKey device = new DeviceKey(tenant, new DeviceId("d" + number % DEVICES));
        return Events
                .recorded(new AlertRaised(device, AlertId.of(number), new RuleId("r"), Severity.INFO, Instant.EPOCH,
                        "alert " + number, new WatchPosition(number, 0)));
    }

    static OutboxRelay startRelay(PostgresDatabase database) {
        EventHandlers none = new EventHandlers((_, _) -> {}, (_, _) -> {}, (_, _) -> {}, (_, _) -> {},
                EventHandlers.NO_FILES, EventHandlers.NO_CHATS);
        RelayEvents relay = new RelayEvents(new PostgresOutbox(database),
                new DeliverEvents(new PostgresEventFeed(database), none), new CountedCounters());
        return OutboxRelay.start(database, relay, InstantSource.system(), SETTINGS);
    }

    /// Runs one from event `first` on, and kills it when it has recorded `events` of them.
    ///
    /// @return the number of the last event that it said it had recorded
    static long runAndKill(DatabaseSettings database, TenantId tenant, long first, int events) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        try {
            Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                    System.getProperty("java.class.path"),
                    RelayProcess.class.getName(), database.url(), database.user(), database.password(),
                    tenant.value(), Long.toString(first)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            long last = first - 1;
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith("recorded ")) {
                        last = Long.parseLong(line.substring("recorded ".length()));
                    }
                    if (last >= first + events - 1) {
                        // The handle leaves the output open, which may still hold some of what it told.
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            process.destroyForcibly().onExit().join();
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) {
        PostgresDatabase database = PostgresDatabase.open(DatabaseSettings.of(arguments[0], arguments[1],
                arguments[2]));
        Outbox outbox = new PostgresOutbox(database);
        TenantId tenant = new TenantId(arguments[3]);
        startRelay(database);
        for (long number = Long.parseLong(arguments[4]);; number++) {
            outbox.append(List.of(event(tenant, number)));
            System.out.println("recorded " + number);
        }
    }
}
