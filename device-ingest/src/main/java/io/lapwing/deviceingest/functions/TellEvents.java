package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.domain.Delivery.Delivered;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.PresenceEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent;
import io.lapwing.sharedmodel.event.ShadowEvent;
import io.lapwing.sharedmodel.json.LiveJson;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The function `deliverEvents`, and after it what apps are told of the events that were delivered, where some may be
/// listening: for platforms on which no process lives that apps could listen to. Alerts, commands and files are told as they
/// are now, which may be further than what the event tells of.
///
/// What apps are not told changes nothing about an event. Thread-safe, as the function is.
public final class TellEvents implements Function<List<RecordedEvent>, List<Delivery>> {

    private static final System.Logger LOG = System.getLogger(TellEvents.class.getName());

    private final Function<List<RecordedEvent>, List<Delivery>> deliverEvents;
    private final AppUpdates apps;
    private final Stores stores;
    private final Counters counters;

    public TellEvents(Function<List<RecordedEvent>, List<Delivery>> deliverEvents, AppUpdates apps, Stores stores,
            Counters counters) {
        this.deliverEvents = deliverEvents;
        this.apps = apps;
        this.stores = stores;
        this.counters = counters;
    }

    /// Where what events tell of can be looked up.
    public record Stores(AlertStore alerts, CommandStore commands, FileStore files) {}

    /// @return what became of each, in their order
    @Override
    public List<Delivery> apply(List<RecordedEvent> events) {
        List<Delivery> outcomes = deliverEvents.apply(events);
        List<AppUpdate> updates = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Delivered).mapToObj(events::get)
                .flatMap(event -> update(event).stream()).toList();
        if (!updates.isEmpty()) {
            apps.send(updates);
        }
        return outcomes;
    }

    private Optional<AppUpdate> update(RecordedEvent recorded) {
        try {
            return switch (recorded.event()) {
                case PresenceEvent presence -> update(presence.device(), LiveKind.PRESENCE,
                        () -> Optional.of(LiveJson.presence(presence, recorded.at())));
                case AlertEvent alert -> update(alert.device(), LiveKind.ALERTS,
                        () -> stores.alerts().find(alert.tenant(), alert.alert())
                                .map(found -> LiveJson.alert(alert, found)));
                case CommandEvent command -> update(command.device(), LiveKind.COMMANDS,
                        () -> stores.commands().find(command.tenant(), command.command()).map(LiveJson::command));
                case FileEvent file -> update(file.tenant(), LiveKind.FILES,
                        () -> stores.files().find(file.file()).map(LiveJson::file),
                        data -> AppUpdate.of(file.file(), data));
                case RuleEvent _,ShadowEvent _ -> Optional.empty();
            };
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "apps are not told of an event: {0}", e.getMessage());
            counters.add(Counter.UPDATES_DROPPED, 1);
            return Optional.empty();
        }
    }

    private interface Data {

        /// Nothing where what it is about is gone by now.
        Optional<byte[]> find();
    }

    private Optional<AppUpdate> update(DeviceKey device, LiveKind kind, Data data) {
        return update(device.tenant(), kind, data, json -> AppUpdate.of(device, kind, json));
    }

    private Optional<AppUpdate> update(TenantId tenant, LiveKind kind, Data data,
            Function<JsonText, AppUpdate> update) {
        return apps.wanted(tenant).contains(kind)
                ? data.find().map(json -> update.apply(new JsonText(new String(json, StandardCharsets.UTF_8))))
                : Optional.empty();
    }
}
