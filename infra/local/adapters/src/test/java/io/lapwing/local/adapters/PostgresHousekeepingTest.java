package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresHousekeepingTest implements StoreTests {

    private static final Duration LONG_AGO = Duration.ofDays(60);

    private final Stores stores = TestPostgres.stores();
    private final PostgresHousekeeping housekeeping = new PostgresHousekeeping(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    private static long count(String sql, Object... parameters) {
        return TestPostgres.database().read("test", sql, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, parameters);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private static long keyOf(DeviceKey device) {
        return count("select device_key from device where tenant = ? and device_id = ?", device.tenant().value(),
                device.device().value());
    }

    @Test
    void removes_message_claims_that_have_ended_and_no_others() {
        DeviceKey pump = registered();
        Instant now = now();
        written(aWrite().from(pump).withMid("old").receivedAt(now.minus(LONG_AGO)).with(aReading()));
        WriteBuilder fresh = aWrite().from(pump).withMid("fresh").receivedAt(now).with(aReading());
        written(fresh);

        housekeeping.run(now);

        assertThat(count("select count(*) from message_claim where device_key = ?", keyOf(pump))).isOne();
        assertThat(append(fresh)).containsExactly(new AlreadySeen());
    }

    @Test
    void removes_all_that_a_deleted_device_left_and_nothing_of_its_successor() {
        DeviceKey pump = registered();
        written(aWrite().from(pump).withMid("m1").with(aReading().at(T0)).with(aReading().at(T0.plusSeconds(1))));
        long deviceKey = keyOf(pump);
        stores.registry().delete(pump, 1);
        registered(aDevice().withKey(pump));
        written(aWrite().from(pump).with(aReading().at(T0)));

        while (count("select count(*) from deleted_device where device_key = ?", deviceKey) == 1) {
            housekeeping.run(now());
        }

        assertThat(count("select count(*) from reading where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from device_metric where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from message_claim where device_key = ?", deviceKey)).isZero();
        assertThat(readings(pump)).hasSize(1);
        assertThat(written(aWrite().from(pump).with(aReading().at(T0)))).isEqualTo(new Written(0, 1, 0, 0));
    }

    @Test
    void removes_tokens_that_have_ended() {
        DeviceKey pump = registered();
        Instant now = now();
        stores.credentials().rotate(pump, aTokenHash(), now.minus(LONG_AGO));

        housekeeping.run(now);

        assertThat(count("select count(*) from device_credential where device_key = ?", keyOf(pump))).isOne();
    }

    @Test
    void removes_idempotency_claims_that_have_ended() {
        ClaimKey key = new ClaimKey(freshTenant(), "scope", "key");
        Instant now = now();
        Claim old = stores.idempotency().claim(key, "print", now.minus(LONG_AGO), Duration.ofSeconds(30));
        assertThat(old).isInstanceOf(Claim.Taken.class);

        housekeeping.run(now);

        assertThat(count("select count(*) from idempotency_claim where tenant = ?", key.tenant().value())).isZero();
    }
}
