package io.lapwing.deviceingest;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.functions.ApplyRule;
import io.lapwing.deviceingest.functions.CheckDevices;
import io.lapwing.deviceingest.functions.ExpireCommands;
import io.lapwing.deviceingest.functions.IngestTelemetry;
import io.lapwing.deviceingest.functions.PresenceUpdates;
import io.lapwing.deviceingest.functions.PublishDeltas;
import io.lapwing.deviceingest.functions.ReceiveMessages;
import io.lapwing.deviceingest.functions.RecordCommandReplies;
import io.lapwing.deviceingest.functions.RecordConnections;
import io.lapwing.deviceingest.functions.RecordDeliveries;
import io.lapwing.deviceingest.functions.SeeSenders;
import io.lapwing.deviceingest.functions.UpdatePresence;
import io.lapwing.deviceingest.functions.UpdateShadows;
import io.lapwing.deviceingest.functions.WatchDevices;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;

import java.time.InstantSource;

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

    /// What the platform's telemetry store asks about all that it appends.
    @Bean
    WatchDevices watchDevices(DeviceLookup devices, RuleLookup rules, PresenceRules presences) {
        return new WatchDevices(devices, rules, presences);
    }

    @Bean
    PresenceUpdates presenceUpdates(WatchStore watches, WatchDevices watcher) {
        return new PresenceUpdates(watches, watcher);
    }

    @Bean
    UpdatePresence updatePresence(DeviceLookup devices, PresenceUpdates updates, TelemetryStore store,
            DeviceReplies replies, Counters counters) {
        return new UpdatePresence(devices, updates, store, replies, counters);
    }

    @Bean
    RecordConnections recordConnections(PresenceUpdates updates) {
        return new RecordConnections(updates);
    }

    @Bean
    CheckDevices checkDevices(WatchStore watches, DeviceRegistry devices, RuleStore rules, PresenceRules presences) {
        return new CheckDevices(watches, devices, rules, presences);
    }

    @Bean
    ApplyRule.Stores applyRuleStores(RuleStore rules, DeviceRegistry devices, WatchStore watches,
            TelemetryStore telemetry, Outbox outbox) {
        return new ApplyRule.Stores(rules, devices, watches, telemetry, outbox);
    }

    @Bean
    ApplyRule applyRule(ApplyRule.Stores stores, PresenceRules presences, InstantSource clock) {
        return new ApplyRule(stores, presences, clock);
    }

    @Bean
    RecordCommandReplies recordCommandReplies(CommandStore commands, TelemetryStore store, AuditLog audit,
            DeviceReplies replies, Counters counters) {
        return new RecordCommandReplies(commands, store, audit, replies, counters);
    }

    @Bean
    RecordDeliveries recordDeliveries(CommandStore commands) {
        return new RecordDeliveries(commands);
    }

    @Bean
    ExpireCommands expireCommands(CommandStore commands) {
        return new ExpireCommands(commands);
    }

    @Bean
    UpdateShadows updateShadows(DeviceLookup devices, ShadowStore shadows, TelemetryStore store,
            DeviceReplies replies, Counters counters) {
        return new UpdateShadows(devices, shadows, store, replies, counters);
    }

    @Bean
    PublishDeltas publishDeltas(ShadowStore shadows, DeviceReplies replies) {
        return new PublishDeltas(shadows, replies);
    }

    /// All that devices send, each kind for the function that knows it.
    @Bean
    ReceiveMessages receiveMessages(IngestTelemetry telemetry, UpdateShadows shadows, RecordCommandReplies replies,
            UpdatePresence presence, PresenceUpdates updates) {
        return ReceiveMessages.of(telemetry, new SeeSenders(shadows, updates), new SeeSenders(replies, updates),
                presence);
    }
}
