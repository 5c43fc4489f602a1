package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.fixtures.DeviceBuilder;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.RuleBuilder;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.RuleStore.Written;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.watch.ConnectionEvent;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static org.assertj.core.api.Assertions.assertThat;

/// The functions that watch, on stores in memory and a clock that the test sets.
final class WatchSystem {

    static final DeviceKey STORE = DeviceKey.of("acme", "store-1");
    static final Duration SILENCE = Duration.ofMinutes(15);

    final InMemoryStores stores = new InMemoryStores();
    final RecordedReplies replies = new RecordedReplies();
    final CountedCounters counters = new CountedCounters();

    /// Connections of a broker that is gone.
    final Set<String> lost = new HashSet<>();

    private final PresenceRules presences = new PresenceRules(SILENCE, lost::contains);
    private final PresenceUpdates updates = new PresenceUpdates(stores.watches(), watcher());
    private final IngestTelemetry ingest = ingest();
    private final CheckDevices check = new CheckDevices(stores.watches(), stores.registry(), stores.rules(), presences);
    private final List<RecordedEvent> applied = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /// A system that knows the cold store.
    WatchSystem() {
        register(aDevice().withKey(STORE).withName("Cold store 1").withType("cold-store"));
    }

    private WatchDevices watcher() {
        return new WatchDevices(stores.registry(), stores.rules(), presences);
    }

    /// Another instance of the function, on the same stores.
    IngestTelemetry ingest() {
        return new IngestTelemetry(stores.registry(), telemetry(), replies, counters);
    }

    private TelemetryStore telemetry() {
        return stores.telemetryWatchedBy(watcher());
    }

    DeviceKey register(DeviceBuilder builder) {
        Device device = builder.build();
        assertThat(stores.registry().create(device, aTokenHash())).isTrue();
        return device.key();
    }

    Instant now() {
        return now;
    }

    WatchSystem goOn(Duration time) {
        now = now.plus(time);
        return this;
    }

    /// Lets time pass, and whoever looks at devices look at them every second.
    void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end);) {
            now = now.plusSeconds(1);
            check();
        }
    }

    int check() {
        return check.apply(now);
    }

    /// A rule of acme's, made now and applied.
    Rule rule(RuleBuilder builder) {
        Rule rule = builder.createdAt(now).build();
        assertThat(stores.rules().save(rule, List.of(changed(rule)))).isEqualTo(Written.DONE);
        applyRules();
        return rule;
    }

    Rule change(Rule rule, Definition definition) {
        Rule changed = rule.changedTo(definition, now);
        assertThat(stores.rules().save(changed, List.of(changed(changed)))).isEqualTo(Written.DONE);
        applyRules();
        return changed;
    }

    void delete(Rule rule) {
        RecordedEvent event = new RecordedEvent(new RuleChanged(rule.tenant(), rule.id(), rule.version() + 1, 0, null),
                now, null);
        assertThat(stores.rules().delete(rule.tenant(), rule.id(), rule.version(), List.of(event))).isTrue();
        applyRules();
    }

    private RecordedEvent changed(Rule rule) {
        return new RecordedEvent(new RuleChanged(rule.tenant(), rule.id(), rule.version(), 0, null), now, null);
    }

    /// Delivers what the outbox has of rules, until nothing new comes of that.
    private void applyRules() {
        for (List<RecordedEvent> open = open(); !open.isEmpty(); open = open()) {
            open.forEach(event -> applyRule().handle((RuleChanged) event.event(), event.trace()));
            applied.addAll(open);
        }
    }

    /// How many events of rules there were so far.
    int appliedPages() {
        return applied.size();
    }

    /// Delivers all of them once more.
    void applyAgain() {
        applied.forEach(event -> applyRule().handle((RuleChanged) event.event(), event.trace()));
    }

    private ApplyRule applyRule() {
        return new ApplyRule(new ApplyRule.Stores(stores.rules(), stores.registry(), stores.watches(),
                stores.telemetry(), stores.outbox()), presences, () -> now);
    }

    private List<RecordedEvent> open() {
        return stores.outboxOf(STORE.tenant()).stream()
                .filter(event -> event.event() instanceof RuleChanged && !applied.contains(event)).toList();
    }

    /// A message of a device, on its way.
    MessageBuilder message(DeviceKey device) {
        return aMessage().from(device).receivedAt(now);
    }

    List<IngestOutcome> ingest(MessageBuilder... batch) {
        return ingest.apply(Stream.of(batch).map(MessageBuilder::build).toList());
    }

    /// The cold store reports its temperature as it is now.
    void reports(double temperature) {
        ingest(message(STORE).withJson("{\"temperature\":" + temperature + "}"));
    }

    /// The cold store reports what its temperature was.
    void reports(double temperature, Instant at) {
        ingest(message(STORE).withJson(entry(temperature, at)));
    }

    static String entry(double temperature, Instant at) {
        return "{\"ts\":" + at.toEpochMilli() + ",\"values\":{\"temperature\":" + temperature + "}}";
    }

    IngestOutcome status(DeviceKey device, String json) {
        return updatePresence(message(device).about(MessageKind.STATUS, "").withJson(json));
    }

    IngestOutcome updatePresence(MessageBuilder message) {
        return new UpdatePresence(stores.registry(), updates, stores.telemetry(), replies, counters)
                .apply(List.of(message.build())).getFirst();
    }

    /// Has the senders seen of whatever ends like this.
    SeeSenders seeingSendersOf(IngestOutcome outcome) {
        return new SeeSenders(messages -> Collections.nCopies(messages.size(), outcome), updates);
    }

    void connects(DeviceKey device, String connection) {
        new RecordConnections(updates).accept(List.of(new ConnectionEvent.Connected(device, connection, now)));
    }

    void disconnects(DeviceKey device, String connection) {
        new RecordConnections(updates).accept(List.of(new ConnectionEvent.Disconnected(device, connection, now)));
    }

    Device device(DeviceKey key) {
        return Objects.requireNonNull(stores.registry().find(Set.of(key)).get(key));
    }

    DeviceWatch watch(DeviceKey device) {
        return stores.watches().find(Set.of(device)).getOrDefault(device, DeviceWatch.NOTHING);
    }

    Presence presence(DeviceKey device) {
        return watch(device).presence();
    }

    /// Acme's alerts, oldest first.
    List<Alert> alerts() {
        return Pages.all(page -> stores.alerts().list(STORE.tenant(), AlertFilter.ALL, page)).reversed();
    }

    /// What acme was told of devices, those of each in their order: "online", "raised too-warm".
    List<String> told() {
        return stores.outboxOf(STORE.tenant()).stream().map(RecordedEvent::event).map(WatchSystem::words)
                .filter(words -> !words.isEmpty()).toList();
    }

    /// What acme was told of alerts.
    List<String> toldOfAlerts() {
        return told().stream().filter(words -> !words.endsWith("line")).toList();
    }

    private static String words(Event event) {
        return switch (event) {
            case AlertRaised raised -> "raised " + raised.rule();
            case AlertCleared cleared -> "cleared " + cleared.rule();
            case DeviceCameOnline _ -> "online";
            case DeviceWentOffline _ -> "offline";
            case AlertCaredFor _ -> "cared for";
            default -> "";
        };
    }
}
