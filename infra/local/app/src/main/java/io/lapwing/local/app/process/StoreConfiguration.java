package io.lapwing.local.app.process;

import io.lapwing.local.adapters.CachedDeviceLookup;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.PostgresAuditLog;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresDeviceCredentials;
import io.lapwing.local.adapters.PostgresDeviceRegistry;
import io.lapwing.local.adapters.PostgresIdempotencyStore;
import io.lapwing.local.adapters.PostgresQuarantineStore;
import io.lapwing.local.adapters.PostgresTelemetryStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.TelemetryStore;

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
    TelemetryStore telemetryStore(PostgresDatabase database, InstantSource clock) {
        return new PostgresTelemetryStore(database, clock);
    }

    @Bean
    QuarantineStore quarantineStore(PostgresDatabase database) {
        return new PostgresQuarantineStore(database);
    }

    @Bean
    IdempotencyStore idempotencyStore(PostgresDatabase database) {
        return new PostgresIdempotencyStore(database);
    }

    @Bean
    AuditLog auditLog(PostgresDatabase database) {
        return new PostgresAuditLog(database);
    }
}
