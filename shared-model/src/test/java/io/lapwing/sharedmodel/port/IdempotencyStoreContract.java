package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim.Finished;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim.OtherWork;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim.Running;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim.Taken;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [IdempotencyStore] does.
public abstract class IdempotencyStoreContract implements StoreTests {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Reply REPLY = new Reply(201, "application/json", "{\"id\":\"日本-1\",\"n\":1.50}");

    private final Instant start = now();

    private static ClaimKey freshKey() {
        return new ClaimKey(freshTenant(), "user:alice POST /v1/devices", "k1");
    }

    private Claim claim(ClaimKey key, Instant at) {
        return stores().idempotency().claim(key, "digest-1", at, LEASE);
    }

    private String taken(ClaimKey key, Instant at) {
        Claim claim = claim(key, at);
        assertThat(claim).isInstanceOf(Taken.class);
        return ((Taken) claim).token();
    }

    @Test
    void gives_work_to_the_first_who_claims_it() {
        ClaimKey key = freshKey();
        taken(key, start);

        assertThat(claim(key, start.plusSeconds(1))).isEqualTo(new Running(start.plus(LEASE)));
        assertThat(claim(key, start.plus(LEASE).minusMillis(1))).isEqualTo(new Running(start.plus(LEASE)));
    }

    @Test
    void repeats_the_reply_of_finished_work() {
        ClaimKey key = freshKey();
        stores().idempotency().finish(key, taken(key, start), REPLY);

        assertThat(claim(key, start)).isEqualTo(new Finished(REPLY));
        assertThat(claim(key, start.plus(LEASE).plusSeconds(1))).isEqualTo(new Finished(REPLY));
    }

    @Test
    void keeps_a_reply_of_any_content() {
        ClaimKey key = freshKey();
        Reply reply = new Reply(204, "", "\u0001\"\\\n🚰" + "x".repeat(100_000));

        stores().idempotency().finish(key, taken(key, start), reply);

        assertThat(claim(key, start)).isEqualTo(new Finished(reply));
    }

    @Test
    void tells_other_work_under_the_same_key_apart() {
        ClaimKey key = freshKey();
        String token = taken(key, start);

        assertThat(stores().idempotency().claim(key, "digest-2", start, LEASE)).isEqualTo(new OtherWork());
        stores().idempotency().finish(key, token, REPLY);
        assertThat(stores().idempotency().claim(key, "digest-2", start, LEASE)).isEqualTo(new OtherWork());
        assertThat(claim(key, start)).isEqualTo(new Finished(REPLY));
    }

    @Test
    void keeps_keys_scopes_and_tenants_apart() {
        ClaimKey key = freshKey();

        Stream.of(key, new ClaimKey(freshTenant(), key.scope(), key.key()),
                new ClaimKey(key.tenant(), "user:bob POST /v1/devices", key.key()),
                new ClaimKey(key.tenant(), key.scope(), "k2"), new ClaimKey(key.tenant(), key.scope() + "k", "1"))
                .forEach(each -> taken(each, start));
    }

    @Test
    void lets_an_expired_lease_be_taken_over() {
        ClaimKey key = freshKey();
        String first = taken(key, start);

        String second = taken(key, start.plus(LEASE));

        assertThat(second).isNotEqualTo(first);
        assertThat(claim(key, start.plus(LEASE).plusSeconds(1))).isEqualTo(
                new Running(start.plus(LEASE).plus(LEASE)));
    }

    @Test
    void ignores_who_lost_the_lease() {
        ClaimKey key = freshKey();
        String lost = taken(key, start);
        Instant later = start.plus(LEASE);
        String holder = taken(key, later);

        stores().idempotency().finish(key, lost, new Reply(500, "text/plain", "too late"));
        assertThat(claim(key, later)).isInstanceOf(Running.class);
        stores().idempotency().abandon(key, lost);
        assertThat(claim(key, later)).isInstanceOf(Running.class);

        stores().idempotency().finish(key, holder, REPLY);
        assertThat(claim(key, later)).isEqualTo(new Finished(REPLY));
    }

    @Test
    void keeps_the_first_reply_of_finished_work() {
        ClaimKey key = freshKey();
        String token = taken(key, start);
        stores().idempotency().finish(key, token, REPLY);

        stores().idempotency().finish(key, token, new Reply(500, "text/plain", "again"));
        stores().idempotency().abandon(key, token);

        assertThat(claim(key, start)).isEqualTo(new Finished(REPLY));
    }

    @Test
    void gives_abandoned_work_to_the_next_at_once() {
        ClaimKey key = freshKey();
        String first = taken(key, start);

        stores().idempotency().abandon(key, first);

        String second = taken(key, start);
        stores().idempotency().finish(key, first, new Reply(500, "text/plain", "not mine"));
        assertThat(claim(key, start)).isInstanceOf(Running.class);
        stores().idempotency().finish(key, second, REPLY);
        assertThat(claim(key, start)).isEqualTo(new Finished(REPLY));
    }

    @Test
    void ends_nothing_that_was_never_claimed() {
        ClaimKey key = freshKey();

        stores().idempotency().finish(key, "no-such-token", REPLY);
        stores().idempotency().abandon(key, "no-such-token");

        taken(key, start);
    }

    @Test
    void keeps_finished_work_for_a_day() {
        ClaimKey key = freshKey();
        stores().idempotency().finish(key, taken(key, start), REPLY);

        assertThat(claim(key, start.plus(Duration.ofHours(24)).minusSeconds(5))).isEqualTo(new Finished(REPLY));
        assertThat(stores().idempotency().claim(key, "digest-2", start.plus(Duration.ofHours(25)), LEASE))
                .isInstanceOf(Taken.class);
    }

    @Test
    void gives_work_to_one_of_those_that_race_for_it() {
        ClaimKey key = freshKey();

        List<Claim> claims = race(16, _ -> claim(key, start));

        assertThat(claims).filteredOn(Taken.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Running.class::isInstance).hasSize(15);
    }

    @Test
    void gives_an_expired_lease_to_one_of_those_that_race_for_it() {
        ClaimKey key = freshKey();
        taken(key, start);

        List<Claim> claims = race(16, _ -> claim(key, start.plus(LEASE)));

        assertThat(claims).filteredOn(Taken.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Running.class::isInstance).hasSize(15);
    }
}
