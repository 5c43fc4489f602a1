package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The stores of one system in memory: each sees what was written through the others.
public final class InMemoryStores {

    private final Memory memory = new Memory();
    private final InstantSource clock;
    private final DeviceRegistry registry;
    private final DeviceCredentials credentials;
    private final TelemetryStore telemetry;
    private final QuarantineStore quarantine;
    private final WatchStore watches;
    private final AlertStore alerts;
    private final CommandStore commands;
    private final ConversationStore conversations;
    private final ShadowStore shadows;
    private final RuleStore rules;
    private final FileStore files = new InMemoryFileStore(memory);
    private final ReadingLoader loader = new InMemoryReadingLoader(memory);
    private final DayReadings days = new InMemoryDayReadings(memory);
    private final IdempotencyStore idempotency = new InMemoryIdempotencyStore();
    private final AuditLog audit = new InMemoryAuditLog();
    private final Outbox outbox;
    private final MemberStore members = new InMemoryMemberStore();
    private final ChatLinks links = new InMemoryChatLinks();
    private final SubscriptionStore subscriptions = new InMemorySubscriptionStore();
    private final RateLimiter limiter = new InMemoryRateLimiter();
    private final EventFeed feed = new InMemoryEventFeed();
    private final InMemoryLiveFeed live = new InMemoryLiveFeed(memory, feed);

    public InMemoryStores() {
        this(InstantSource.system());
    }

    /// @param clock when a replay was taken
    public InMemoryStores(InstantSource clock) {
        this.clock = clock;
        registry = new InMemoryDeviceRegistry(memory);
        credentials = new InMemoryDeviceCredentials(memory);
        telemetry = telemetryWatchedBy(DeviceWatcher.NOBODY);
        quarantine = new InMemoryQuarantineStore(memory);
        watches = new InMemoryWatchStore(memory);
        alerts = new InMemoryAlertStore(memory);
        outbox = new InMemoryOutbox(memory);
        commands = new InMemoryCommandStore(memory);
        conversations = new InMemoryConversationStore(memory, commands);
        shadows = new InMemoryShadowStore(memory);
        rules = new InMemoryRuleStore(memory);
    }

    public DeviceRegistry registry() {
        return registry;
    }

    public DeviceCredentials credentials() {
        return credentials;
    }

    public TelemetryStore telemetry() {
        return telemetry;
    }

    /// Another store of the same readings, that asks somebody what follows from what it appends.
    public TelemetryStore telemetryWatchedBy(DeviceWatcher watcher) {
        return new InMemoryTelemetryStore(memory, clock, watcher);
    }

    public WatchStore watches() {
        return watches;
    }

    public AlertStore alerts() {
        return alerts;
    }

    public RuleStore rules() {
        return rules;
    }

    /// What the outbox holds of a tenant, the events of each key in their order.
    public List<RecordedEvent> outboxOf(TenantId tenant) {
        synchronized (memory) {
            return memory.outbox.values().stream().flatMap(events -> events.values().stream())
                    .map(entry -> entry.event).filter(event -> event.event().tenant().equals(tenant)).toList();
        }
    }

    public QuarantineStore quarantine() {
        return quarantine;
    }

    public CommandStore commands() {
        return commands;
    }

    public FileStore files() {
        return files;
    }

    public ReadingLoader loader() {
        return loader;
    }

    public DayReadings days() {
        return days;
    }

    public IdempotencyStore idempotency() {
        return idempotency;
    }

    public AuditLog audit() {
        return audit;
    }

    public MemberStore members() {
        return members;
    }

    public ConversationStore conversations() {
        return conversations;
    }

    public ChatLinks links() {
        return links;
    }

    public SubscriptionStore subscriptions() {
        return subscriptions;
    }

    public RateLimiter limiter() {
        return limiter;
    }

    /// The events under this key that wait in the outbox, in order.
    List<RecordedEvent> waiting(String orderKey) {
        synchronized (memory) {
            return memory.outbox.getOrDefault(orderKey, new TreeMap<>()).values().stream().map(entry -> entry.event)
                    .toList();
        }
    }

    /// Which of these positions wait in the outbox under this key.
    Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        synchronized (memory) {
            Set<Long> positions = new HashSet<>(memory.outbox.getOrDefault(orderKey, new TreeMap<>()).keySet());
            positions.retainAll(wanted);
            return positions;
        }
    }

    public Outbox outbox() {
        return outbox;
    }

    public EventFeed feed() {
        return feed;
    }

    public LiveFeed live() {
        return live;
    }

    /// Keeps nothing any more of what those could read who listened until now.
    public void forgetLive() {
        live.forget();
    }

    /// What they keep, for tests of this package.
    Memory memory() {
        return memory;
    }

    public ShadowStore shadows() {
        return shadows;
    }

    /// All events that were put into the outbox and not taken out again, by their keys and positions.
    public List<Event> recorded() {
        synchronized (memory) {
            return memory.outbox.values().stream().flatMap(events -> events.values().stream())
                    .map(entry -> entry.event.event()).toList();
        }
    }

    /// All of them, as contracts take them.
    public Stores all() {
        return new Stores(registry, credentials, telemetry, quarantine, idempotency, audit, watches, alerts);
    }
}
