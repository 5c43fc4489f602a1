package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.StreamTickets.Issue;
import io.lapwing.sharedmodel.port.StreamTickets.Issue.Issued;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [StreamTickets] does that issues any.
public abstract class StreamTicketsContract {

    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Set<LiveKind> ALL = Set.of(LiveKind.values());

    /// The adapter under test.
    protected abstract StreamTickets tickets();

    /// What has to be published for whoever holds a ticket.
    protected abstract AppUpdates updates();

    private StreamTicket issued(StreamWish wish) {
        Issue issue = tickets().issue(wish);
        assertThat(issue).isInstanceOf(Issued.class);
        return ((Issued) issue).ticket();
    }

    private static Set<DeviceId> devices(int count) {
        return IntStream.range(0, count).mapToObj(i -> new DeviceId("%064d".formatted(i)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Test
    void issues_a_ticket_for_what_is_wished_for() {
        StreamWish wish = new StreamWish(freshTenant(), Set.of(new DeviceId("hall-2:pump.1"), new DeviceId("pump_2")),
                Set.of(LiveKind.READINGS, LiveKind.ALERTS));
        Instant before = Instant.now();

        StreamTicket ticket = issued(wish);

        assertThat(ticket.topics()).isEqualTo(wish.topics()).hasSize(4)
                .contains("app/v1/" + wish.tenant() + "/alerts/hall-2:pump.1");
        assertThat(ticket.url()).hasScheme("wss");
        assertThat(ticket.expiresAt()).isBetween(before.plus(Duration.ofMinutes(5)),
                before.plus(Duration.ofHours(1)));
        assertThat(ticket.toString()).doesNotContain(ticket.url().toString());
    }

    @Test
    void issues_each_ticket_for_a_client_of_its_own() {
        StreamWish wish = new StreamWish(freshTenant(), Set.of(), ALL);

        StreamTicket one = issued(wish);
        StreamTicket other = issued(wish);

        assertThat(other.clientId()).isNotEqualTo(one.clientId()).isNotEmpty();
        assertThat(other.url()).isNotEqualTo(one.url());
    }

    @Test
    void has_all_devices_of_any_tenant_in_one_ticket() {
        TenantId longest = new TenantId("t".repeat(40));

        assertThat(issued(new StreamWish(longest, Set.of(), ALL)).topics()).hasSize(ALL.size())
                .contains("app/v1/" + longest + "/commands/+");
    }

    @Test
    void names_all_topics_or_says_that_they_are_too_many() {
        for (int count : new int[]{1, 3, 10, 100}) {
            StreamWish wish = new StreamWish(freshTenant(), devices(count), ALL);

            switch (tickets().issue(wish)) {
                case Issued(StreamTicket ticket) -> assertThat(ticket.topics()).hasSize((ALL.size() - 1) * count)
                        .noneMatch(topic -> topic.contains("/files/"));
                case Issue.TooMany() -> assertThat(count).isGreaterThan(1);
                case Issue.Elsewhere() -> throw new AssertionError("apps do listen here");
            }
        }
    }

    @Test
    void has_published_what_a_ticket_is_for() {
        TenantId tenant = freshTenant();
        assertThat(updates().wanted(tenant)).isEmpty();

        issued(new StreamWish(tenant, Set.of(new DeviceId("pump-1")), Set.of(LiveKind.ALERTS)));

        within(NOTICE, () -> assertThat(updates().wanted(tenant)).containsExactly(LiveKind.ALERTS));
        assertThat(updates().wanted(freshTenant())).isEmpty();
    }
}
