package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamTicket;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.StreamTickets.Issue;
import io.lapwing.sharedmodel.port.StreamTicketsContract;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@NeedsDynamoDb
class IotStreamTicketsTest extends StreamTicketsContract {

    private static final String ROLE = "arn:aws:iam::123456789012:role/lapwing-apps";
    private static final URI IOT = URI.create("https://abc-ats.iot.eu-central-1.amazonaws.com");
    private static final StreamWish WISH = new StreamWish(new TenantId("acme"), Set.of(new DeviceId("pump-7")),
            Set.of(LiveKind.ALERTS));

    private final DynamoDbListeners listeners = new DynamoDbListeners(TestDynamoDb.shared().database(),
            InstantSource.system());
    private StsEndpoint sts;
    private AwsClients clients;
    private StreamTickets tickets;

    @BeforeEach
    void open() throws IOException {
        sts = new StsEndpoint("AKID", "secret", "eu-central-1");
        clients = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_STS", sts.url().toString()));
        tickets = new IotStreamTickets(clients.sessions(ROLE), clients.mqttUrls(IOT), listeners,
                InstantSource.system());
    }

    @AfterEach
    void close() {
        sts.close();
    }

    @Override
    protected StreamTickets tickets() {
        return tickets;
    }

    @Override
    protected AppUpdates updates() {
        return new IotAppUpdates(clients.iot(IOT), listeners, new CountedCounters());
    }

    private StreamTicket issued() {
        return ((Issue.Issued) tickets.issue(WISH)).ticket();
    }

    @Test
    void asks_for_a_session_of_the_role_that_may_do_what_the_ticket_says() {
        StreamTicket ticket = issued();

        assertThat(sts.refused()).isEmpty();
        assertThat(sts.asked()).containsExactly(Map.of("Action", List.of("AssumeRole"), "Version",
                List.of("2011-06-15"), "RoleArn", List.of(ROLE), "RoleSessionName", List.of(ticket.clientId()),
                "DurationSeconds", List.of("900"), "Policy",
                List.of(new StreamPolicy("arn:aws:iot:eu-central-1:123456789012:", ticket.clientId(), WISH).text())));
        assertThat(ticket.clientId()).startsWith("lapwing-app-").matches("[A-Za-z0-9-]{2,64}");
    }

    @Test
    void signs_the_address_with_the_session_and_not_with_its_own_keys() {
        StreamTicket ticket = issued();

        assertThat(ticket.url()).hasHost("abc-ats.iot.eu-central-1.amazonaws.com").hasPath("/mqtt");
        assertThat(ticket.url().getRawQuery()).contains("X-Amz-Credential=ASIA1%2F", "X-Amz-Expires=900")
                .endsWith("&X-Amz-Security-Token=token%2B%2F1%3D%3D").doesNotContain("AKID");
    }

    @Test
    void finds_too_many_topics_where_AWS_finds_the_policy_too_large() {
        sts.fail(400, "PackedPolicyTooLarge");

        assertThat(tickets.issue(WISH)).isEqualTo(new Issue.TooMany());
    }

    @Test
    void is_unavailable_while_there_are_no_sessions_and_says_why() {
        sts.fail(403, "AccessDenied");

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(this::issued)
                .withMessageContaining("STS answered 403 AccessDenied").withMessageContaining(ROLE)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        sts.close();
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(this::issued);
    }
}
