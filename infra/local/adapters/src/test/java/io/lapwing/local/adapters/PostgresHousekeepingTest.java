package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowState;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aConversation;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
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
        return count(TestPostgres.database(), sql, parameters);
    }

    private static long count(PostgresDatabase database, String sql, Object... parameters) {
        return database.read("test", sql, connection -> {
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
        raise(pump);
        ShadowStore shadows = new PostgresShadowStore(TestPostgres.database());
        Shadow shadow = new Shadow(pump, ShadowName.MAIN, ShadowState.EMPTY, ShadowState.EMPTY, 1, now(), List.of());
        shadows.save(shadow, List.of());
        long deviceKey = keyOf(pump);
        stores.registry().delete(pump, 1);
        registered(aDevice().withKey(pump));
        written(aWrite().from(pump).with(aReading().at(T0)));
        raise(pump);
        shadows.save(shadow, List.of());

        while (count("select count(*) from deleted_device where device_key = ?", deviceKey) == 1) {
            housekeeping.run(now());
        }

        assertThat(count("select count(*) from reading where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from device_metric where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from message_claim where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from alert where device_key = ?", deviceKey)).isZero();
        assertThat(count("select count(*) from alert where tenant = ?", pump.tenant().value())).isOne();
        assertThat(count("select count(*) from shadow where device_key = ?", deviceKey)).isZero();
        assertThat(readings(pump)).hasSize(1);
        assertThat(shadows.find(pump, ShadowName.MAIN)).contains(shadow);
        assertThat(written(aWrite().from(pump).with(aReading().at(T0)))).isEqualTo(new Written(0, 1, 0, 0));
    }

    private void raise(DeviceKey device) {
        stores.watches().look(device, now(), false, (sighting, ids) -> new Observation(
                Watches.next(sighting.watch(), (Instant) null),
                List.of(new AlertChange.Raised(anAlert().build(ids.get(), device))), List.of()));
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

    @Test
    void removes_conversations_that_are_past_their_time_and_no_others() {
        ConversationStore conversations = new PostgresConversationStore(TestPostgres.database());
        Instant now = now();
        Conversation past = aConversation().keptUntil(now).build();
        Conversation kept = aConversation().keptUntil(now.plusMillis(1)).build();
        assertThat(conversations.save(past)).isTrue();
        assertThat(conversations.save(kept)).isTrue();

        housekeeping.run(now);

        assertThat(conversations.find(past.key())).isEmpty();
        assertThat(conversations.save(past)).isTrue();
        assertThat(conversations.find(kept.key())).contains(kept);
    }

    @Test
    void removes_codes_that_have_ended_and_no_others() {
        ChatLinks links = new PostgresChatLinks(TestPostgres.database());
        LinkCode code = LinkCode.draw(new SecureRandom());
        ChatAccount ended = freshAccount();
        Instant now = now();
        links.offer(LinkCode.draw(new SecureRandom()), ended, now);
        links.offer(code, freshAccount(), now.plusMillis(1));

        housekeeping.run(now);

        assertThat(count("select count(*) from chat_code where workspace = ?", ended.workspace())).isZero();
        assertThat(links.redeem(code, freshTenant(), new UserId("alice"), now)).isPresent();
    }

    @Test
    void keeps_a_feed_for_a_week_and_goes_on_with_its_numbers() {
        TenantId tenant = freshTenant();
        PostgresEventFeed feed = new PostgresEventFeed(TestPostgres.database());
        feed.append(List.of(anEvent(tenant, "a", 1), anEvent(tenant, "a", 2)));
        age("update event_feed set appended_at = appended_at - ? where tenant = ? and number = 1", Duration.ofDays(7),
                tenant.value());

        housekeeping.run(now().plusSeconds(1));
        feed.append(List.of(anEvent(tenant, "a", 3)));

        assertThat(feed.read(tenant, 0, 10)).extracting(EventFeed.Entry::number).containsExactly(2L, 3L);
    }

    @Test
    void keeps_events_that_were_put_aside_for_ninety_days() {
        try (PostgresDatabase database = TestPostgres.freshDatabase()) {
            PostgresOutbox outbox = new PostgresOutbox(database);
            outbox.append(List.of(anEvent(freshTenant(), "a", 1)));
            outbox.putAside(outbox.take(1, now(), Duration.ofSeconds(30)).getFirst(), "nobody knows it");
            String letters = "select count(*) from outbox_dead_letter where reason = 'nobody knows it'";
            PostgresHousekeeping itsOwn = new PostgresHousekeeping(database);

            itsOwn.run(now().plus(Duration.ofDays(89)));
            assertThat(count(database, letters)).isOne();
            itsOwn.run(now().plus(Duration.ofDays(91)));
            assertThat(count(database, letters)).isZero();
        }
    }

    private static void age(String sql, Duration by, String tenant) {
        int aged = TestPostgres.database().write("test", sql, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, by.toMillis(), tenant);
                return statement.executeUpdate();
            }
        });
        assertThat(aged).isOne();
    }
}
