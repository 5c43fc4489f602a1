package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.AuditEventBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.anAuditEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [AuditLog] does.
public abstract class AuditLogContract implements StoreTests {

    private final Instant start = now();

    private void record(AuditEventBuilder... events) {
        stores().audit().append(Stream.of(events).map(AuditEventBuilder::build).toList());
    }

    private AuditEventBuilder event(TenantId tenant, int millis) {
        return anAuditEvent().in(tenant).at(start.plusMillis(millis)).doing("device.create", "d" + millis);
    }

    private List<String> targets(TenantId tenant, int limit) {
        return Pages.all(page -> stores().audit().list(tenant, page), limit).stream().map(AuditEvent::target).toList();
    }

    @Test
    void keeps_all_that_an_event_says() {
        TenantId tenant = freshTenant();
        AuditEventBuilder done = event(tenant, 2).by("user:Zoë 🚰").doing("device.patch", "pump \"1\" \\ '");
        AuditEventBuilder refused = event(tenant, 1).by("anonymous").doing("mqtt.publish", "iot/v1/other/x/telemetry")
                .refused("not its prefix");

        record(done, refused);

        assertThat(Pages.all(page -> stores().audit().list(tenant, page))).containsExactly(done.build(),
                refused.build());
    }

    @Test
    void lists_the_newest_first() {
        TenantId tenant = freshTenant();

        record(event(tenant, 1), event(tenant, 3));
        record(event(tenant, 2));

        assertThat(targets(tenant, 1)).containsExactly("d3", "d2", "d1");
    }

    @Test
    void lists_only_a_tenants_own() {
        TenantId tenant = freshTenant();

        record(event(tenant, 1), event(freshTenant(), 2), anAuditEvent().in(null));

        assertThat(targets(tenant, 10)).containsExactly("d1");
        assertThat(targets(freshTenant(), 10)).isEmpty();
    }

    @Test
    void keeps_equal_events_as_many_times_as_they_happened() {
        TenantId tenant = freshTenant();

        record(event(tenant, 1), event(tenant, 1));
        record(event(tenant, 1));

        assertThat(targets(tenant, 2)).containsExactly("d1", "d1", "d1");
    }

    @Test
    void stays_stable_while_events_come_in() {
        TenantId tenant = freshTenant();
        record(event(tenant, 1), event(tenant, 2), event(tenant, 3), event(tenant, 4));
        Page<AuditEvent> first = stores().audit().list(tenant, PageRequest.first(2));

        record(event(tenant, 5), event(tenant, 6));

        assertThat(first.items()).extracting(AuditEvent::target).containsExactly("d4", "d3");
        assertThat(Pages.from(page -> stores().audit().list(tenant, page), 1, first.next()))
                .extracting(AuditEvent::target).containsExactly("d2", "d1");
    }

    @Test
    void takes_many_events_at_once_and_none() {
        TenantId tenant = freshTenant();

        record();
        record(IntStream.range(0, 1200).mapToObj(i -> event(tenant, i)).toArray(AuditEventBuilder[]::new));

        assertThat(targets(tenant, 1000)).hasSize(1200).doesNotHaveDuplicates();
    }

    @Test
    void loses_none_of_those_that_come_at_the_same_time() {
        TenantId tenant = freshTenant();

        race(8, thread -> {
            record(event(tenant, 0).by("user:" + thread), event(tenant, 1).by("user:" + thread));
            return thread;
        });

        assertThat(targets(tenant, 5)).hasSize(16);
    }
}
