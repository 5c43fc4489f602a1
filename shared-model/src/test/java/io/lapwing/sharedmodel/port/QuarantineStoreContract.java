package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.QuarantinedMessageBuilder;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [QuarantineStore] does.
public abstract class QuarantineStoreContract implements StoreTests {

    private QuarantinedMessage quarantine(QuarantinedMessageBuilder builder) {
        QuarantinedMessage message = builder.build();
        written(aWrite().from(message.device()).withQuarantined(message));
        return message;
    }

    private QuarantineEntry find(QuarantinedMessage message) {
        return stores().quarantine().find(message.device().tenant(), message.id()).orElseThrow();
    }

    private static List<String> payloads(List<QuarantineEntry> entries) {
        return entries.stream().map(entry -> new String(
                Objects.requireNonNull(entry.message().payload()).toBytes(),
                StandardCharsets.UTF_8)).toList();
    }

    @Test
    void keeps_a_message_with_all_that_is_known_of_it() {
        TraceParent trace = TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .orElseThrow();
        QuarantinedMessage message = quarantine(
                aQuarantinedMessage().of(registered()).withMid("m 1 🚰").withTrace(trace));

        assertThat(find(message)).isEqualTo(new QuarantineEntry(message, message.receivedAt(), 1, null, 1));
        assertThat(find(message).state()).isEqualTo(QuarantineEntry.State.QUARANTINED);
    }

    @Test
    void keeps_every_byte_of_the_original() {
        byte[] bytes = new byte[Payload.MAX_BYTES];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31 + i / 256));
        QuarantinedMessage message = quarantine(
                aQuarantinedMessage().of(registered()).withPayload(Payload.of(bytes, PayloadFormat.CBOR)));

        assertThat(find(message).message().payload()).isEqualTo(Payload.of(bytes, PayloadFormat.CBOR));
    }

    @Test
    void keeps_an_empty_original() {
        QuarantinedMessage message = quarantine(aQuarantinedMessage().of(registered()).withJson(""));

        assertThat(find(message).message()).isEqualTo(message);
    }

    @Test
    void keeps_what_was_too_large_without_its_original() {
        byte[] large = new byte[Payload.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        QuarantinedMessage message = quarantine(aQuarantinedMessage().of(registered())
                .withPayload(Payload.of(large, PayloadFormat.JSON)).withoutPayload());

        assertThat(find(message).message().payload()).isNull();
        assertThat(find(message).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_every_code(RefusalCode code) {
        QuarantinedMessage message = quarantine(
                aQuarantinedMessage().of(registered()).withCode(code, "why: \"日本\" \\ '"));

        assertThat(find(message).message()).isEqualTo(message);
    }

    @Test
    void shows_nothing_of_another_tenant() {
        QuarantinedMessage message = quarantine(aQuarantinedMessage().of(registered()));

        assertThat(stores().quarantine().find(freshTenant(), message.id())).isEmpty();
        assertThat(stores().quarantine().list(freshTenant(), PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void lists_the_newest_first_by_when_it_first_came_in() {
        DeviceKey pump = registered();
        DeviceKey other = registered(aDevice().in(pump.tenant()).withId("pump-2"));
        Instant start = now();
        quarantine(aQuarantinedMessage().of(pump).withJson("b").receivedAt(start.plusSeconds(1)));
        quarantine(aQuarantinedMessage().of(other).withJson("c").receivedAt(start.plusSeconds(2)));
        quarantine(aQuarantinedMessage().of(pump).withJson("a").receivedAt(start));
        quarantine(aQuarantinedMessage().of(pump).withJson("a").receivedAt(start.plusSeconds(9)));

        assertThat(payloads(list(pump.tenant(), 1))).containsExactly("c", "b", "a");
    }

    private List<QuarantineEntry> list(TenantId tenant, int limit) {
        return Pages.all(page -> stores().quarantine().list(tenant, page), limit);
    }

    @Test
    void lists_messages_of_one_moment_once_each() {
        DeviceKey pump = registered();
        Instant at = now();
        IntStream.range(0, 7)
                .forEach(i -> quarantine(aQuarantinedMessage().of(pump).withJson("p" + i).receivedAt(at)));

        assertThat(payloads(list(pump.tenant(), 2))).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5",
                "p6");
    }

    @Test
    void stays_stable_while_messages_come_in() {
        DeviceKey pump = registered();
        Instant start = now();
        IntStream.range(0, 4).forEach(
                i -> quarantine(aQuarantinedMessage().of(pump).withJson("p" + i).receivedAt(start.plusMillis(i))));
        Page<QuarantineEntry> first = stores().quarantine().list(pump.tenant(), PageRequest.first(2));

        quarantine(aQuarantinedMessage().of(pump).withJson("new").receivedAt(start.plusSeconds(1)));
        quarantine(aQuarantinedMessage().of(pump).withJson("p0").receivedAt(start.plusSeconds(2)));

        assertThat(payloads(first.items())).containsExactly("p3", "p2");
        assertThat(payloads(
                Pages.from(page -> stores().quarantine().list(pump.tenant(), page), 2, first.next())))
                .containsExactly("p1", "p0");
    }

    @Test
    void lists_what_has_been_replayed_too() {
        QuarantinedMessage message = quarantine(aQuarantinedMessage().of(registered()));

        append(aWrite().from(message.device()).replaying(message.id()));

        assertThat(list(message.device().tenant(), 10)).singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(QuarantineEntry.State.REPLAYED));
    }
}
