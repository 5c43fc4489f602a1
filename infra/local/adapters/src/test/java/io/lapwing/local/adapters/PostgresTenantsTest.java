package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresTenantsTest {

    @Test
    void finds_whoever_has_a_device_or_a_member_once() {
        try (PostgresDatabase database = TestPostgres.freshDatabase()) {
            PostgresTenants tenants = new PostgresTenants(database);
            assertThat(tenants.list(10)).isEmpty();

            PostgresDeviceRegistry registry = new PostgresDeviceRegistry(database);
            for (String tenant : new String[]{"b", "d"}) {
                registry.create(aDevice().in(new TenantId(tenant)).withId("one").build(), aTokenHash());
                registry.create(aDevice().in(new TenantId(tenant)).withId("two").build(), aTokenHash());
            }
            for (String tenant : new String[]{"a", "b", "c"}) {
                new PostgresMemberStore(database).seen(
                        Member.firstSeen(new TenantId(tenant), new UserId("alice"), "Alice", Set.of(), T0));
            }

            assertThat(tenants.list(10)).extracting(TenantId::value).containsExactly("a", "b", "c", "d");
            assertThat(tenants.list(2)).extracting(TenantId::value).containsExactly("a", "b");
        }
    }
}
