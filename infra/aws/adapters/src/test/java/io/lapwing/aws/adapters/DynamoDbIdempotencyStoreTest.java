package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;
import io.lapwing.sharedmodel.port.IdempotencyStoreContract;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbIdempotencyStoreTest extends IdempotencyStoreContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }

    @Test
    void keeps_a_reply_as_large_as_a_body_may_be() {
        byte[] random = new byte[768 * 1024];
        new Random(7).nextBytes(random);
        Reply reply = new Reply(200, "text/plain", Base64.getEncoder().encodeToString(random));
        ClaimKey key = new ClaimKey(freshTenant(), "user:alice POST /v1/devices:import", "k1");
        Instant start = now();
        IdempotencyStore store = STORES.idempotency();
        String token = ((Claim.Taken) store.claim(key, "digest", start, Duration.ofSeconds(30))).token();

        store.finish(key, "not-mine", reply);
        assertThat(store.claim(key, "digest", start, Duration.ofSeconds(30))).isInstanceOf(Claim.Running.class);
        store.finish(key, token, reply);

        assertThat(reply.body()).hasSize(1024 * 1024);
        assertThat(store.claim(key, "digest", start, Duration.ofSeconds(30))).isEqualTo(new Claim.Finished(reply));
    }
}
