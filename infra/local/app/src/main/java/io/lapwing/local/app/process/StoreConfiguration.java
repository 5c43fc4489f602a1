package io.lapwing.local.app.process;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.local.adapters.CachedDeviceLookup;
import io.lapwing.local.adapters.CachedRuleLookup;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.MemoryRateLimiter;
import io.lapwing.local.adapters.PostgresAlertStore;
import io.lapwing.local.adapters.PostgresAuditLog;
import io.lapwing.local.adapters.PostgresCommandStore;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresDeviceCredentials;
import io.lapwing.local.adapters.PostgresDeviceRegistry;
import io.lapwing.local.adapters.PostgresEventFeed;
import io.lapwing.local.adapters.PostgresIdempotencyStore;
import io.lapwing.local.adapters.PostgresMemberStore;
import io.lapwing.local.adapters.PostgresOutbox;
import io.lapwing.local.adapters.PostgresQuarantineStore;
import io.lapwing.local.adapters.PostgresRuleStore;
import io.lapwing.local.adapters.PostgresShadowStore;
import io.lapwing.local.adapters.PostgresTelemetryStore;
import io.lapwing.local.adapters.PostgresTenants;
import io.lapwing.local.adapters.PostgresWatchStore;
import io.lapwing.local.app.broker.BrokerRun;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// PostgreSQL behind every port that keeps something.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    PostgresDatabase database(DatabaseSettings settings) {
        return DatabaseStart.open(settings);
    }

    @Bean
    DeviceRegistry deviceRegistry(PostgresDatabase database) {
        return new PostgresDeviceRegistry(database);
    }

    @Bean
    @Primary
    DeviceLookup deviceLookup(DeviceRegistry registry) {
        return new CachedDeviceLookup(registry);
    }

    @Bean
    DeviceCredentials deviceCredentials(PostgresDatabase database) {
        return new PostgresDeviceCredentials(database);
    }

    @Bean
    TelemetryStore telemetryStore(PostgresDatabase database, InstantSource clock, DeviceWatcher watcher) {
        return new PostgresTelemetryStore(database, clock, watcher);
    }

    @Bean
    RuleStore ruleStore(PostgresDatabase database) {
        return new PostgresRuleStore(database);
    }

    @Bean
    @Primary
    RuleLookup ruleLookup(RuleStore rules) {
        return new CachedRuleLookup(rules);
    }

    @Bean
    Outbox outbox(PostgresDatabase database) {
        return new PostgresOutbox(database);
    }

    @Bean
    PresenceRules presenceRules(ProcessSettings settings, BrokerRun run) {
        return new PresenceRules(settings.silence(), run::isOver);
    }

    @Bean
    WatchStore watchStore(PostgresDatabase database) {
        return new PostgresWatchStore(database);
    }

    @Bean
    AlertStore alertStore(PostgresDatabase database) {
        return new PostgresAlertStore(database);
    }

    @Bean
    QuarantineStore quarantineStore(PostgresDatabase database) {
        return new PostgresQuarantineStore(database);
    }

    @Bean
    CommandStore commandStore(PostgresDatabase database) {
        return new PostgresCommandStore(database);
    }

    @Bean
    ShadowStore shadowStore(PostgresDatabase database) {
        return new PostgresShadowStore(database);
    }

    @Bean
    EventFeed eventFeed(PostgresDatabase database) {
        return new PostgresEventFeed(database);
    }

    @Bean
    IdempotencyStore idempotencyStore(PostgresDatabase database) {
        return new PostgresIdempotencyStore(database);
    }

    @Bean
    MemberStore memberStore(PostgresDatabase database) {
        return new PostgresMemberStore(database);
    }

    @Bean
    PostgresTenants tenants(PostgresDatabase database) {
        return new PostgresTenants(database);
    }

    @Bean
    RateLimiter rateLimiter() {
        return new MemoryRateLimiter();
    }

    @Bean
    AuditLog auditLog(PostgresDatabase database) {
        return new PostgresAuditLog(database);
    }
}
