package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.PresenceEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent;
import io.lapwing.sharedmodel.event.ShadowEvent;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.json.LiveJson;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes of what happened what apps see of it: alerts, commands and files as they are now, which may be further than what is
/// told of them. What is gone by now is left out. Thread-safe.
public final class LiveUpdates {
    private final AlertStore alerts;
    private final CommandStore commands;
    private final FileStore files;

    public LiveUpdates(AlertStore alerts, CommandStore commands, FileStore files) {
        this.alerts = alerts;
        this.commands = commands;
        this.files = files;
    }

    /// The updates of a tenant that a filter takes, in the order of their entries.
    public List<LiveUpdate> of(TenantId tenant, List<LiveEntry> entries, StreamFilter filter) {
        Lookups lookups = new Lookups(tenant, filter);
        return entries.stream().flatMap(entry -> update(entry, lookups).stream()).toList();
    }

    private Optional<LiveUpdate> update(LiveEntry entry, Lookups lookups) {
        return switch (entry) {
            case Measured(_, _, DeviceKey device, StoredReading reading) -> lookups.filter.takes(LiveKind.READINGS,
                    device.device()) ? Optional.of(reading(entry, device.device(), reading)) : Optional.empty();
            case Happened(_, RecordedEvent recorded) -> switch (recorded.event()) {
                case PresenceEvent presence -> lookups.presence(entry, presence, recorded.at());
                case AlertEvent alert -> lookups.alert(entry, alert);
                case CommandEvent command -> lookups.command(entry, command);
                case FileEvent file -> lookups.file(entry, file);
                case RuleEvent _,ShadowEvent _ -> Optional.empty();
            };
        };
    }

    private static LiveUpdate reading(LiveEntry entry, DeviceId device, StoredReading stored) {
        return new LiveUpdate(entry, LiveKind.READINGS, device, "reading", LiveJson.reading(device, stored));
    }

    /// What is looked up for some entries, each thing once.
    private final class Lookups {
        private final TenantId tenant;
        private final StreamFilter filter;
        private final Map<AlertId, Optional<Alert>> knownAlerts = new HashMap<>();
        private final Map<CommandId, Optional<byte[]>> knownCommands = new HashMap<>();
        private final Map<FileKey, Optional<byte[]>> knownFiles = new HashMap<>();

        Lookups(TenantId tenant, StreamFilter filter) {
            this.tenant = tenant;
            this.filter = filter;
        }

        Optional<LiveUpdate> presence(LiveEntry entry, PresenceEvent event, Instant at) {
            DeviceId device = event.device().device();
            return filter.takes(LiveKind.PRESENCE, device)
                    ? Optional.of(new LiveUpdate(entry, LiveKind.PRESENCE, device, "presence",
                            LiveJson.presence(event, at)))
                    : Optional.empty();
        }

        Optional<LiveUpdate> alert(LiveEntry entry, AlertEvent event) {
            DeviceId device = event.device().device();
            if (!filter.takes(LiveKind.ALERTS, device)) {
                return Optional.empty();
            }
            return knownAlerts.computeIfAbsent(event.alert(), id -> alerts.find(tenant, id)).map(
                    alert -> new LiveUpdate(entry, LiveKind.ALERTS, device, "alert", LiveJson.alert(event, alert)));
        }

        Optional<LiveUpdate> command(LiveEntry entry, CommandEvent event) {
            DeviceId device = event.device().device();
            if (!filter.takes(LiveKind.COMMANDS, device)) {
                return Optional.empty();
            }
            return knownCommands.computeIfAbsent(event.command(),
                    id -> commands.find(tenant, id).map(LiveJson::command))
                    .map(data -> new LiveUpdate(entry, LiveKind.COMMANDS, device, "command", data));
        }

        Optional<LiveUpdate> file(LiveEntry entry, FileEvent event) {
            if (!filter.takes(LiveKind.FILES, null)) {
                return Optional.empty();
            }
            return knownFiles.computeIfAbsent(event.file(), key -> files.find(key).map(LiveJson::file))
                    .map(data -> new LiveUpdate(entry, LiveKind.FILES, null, "file", data));
        }
    }
}
