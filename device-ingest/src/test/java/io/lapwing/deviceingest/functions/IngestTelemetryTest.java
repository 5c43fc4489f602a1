package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

class IngestTelemetryTest {

    private static final long T0_MILLIS = T0.toEpochMilli();

    private final IngestSystem system = new IngestSystem();

    @Test
    void stores_a_reading_at_its_time() {
        assertThat(system.ingest(aMessage().withJson("{\"ts\":1767225600000,\"seq\":3,\"values\":{\"t\":21.5}}")))
                .containsExactly(new Accepted(1, 0, List.of()));

        assertThat(system.readings(PUMP)).containsExactly(
                new StoredReading(new ReadingKey(T0, 3), false, Map.of(metric("t"), decimal(21.5))));
        assertThat(system.count(Counter.MESSAGES_ACCEPTED)).isEqualTo(1);
        assertThat(system.count(Counter.READINGS_STORED)).isEqualTo(1);
        assertThat(system.replies.all()).isEmpty();
    }

    @Test
    void takes_the_time_of_receipt_to_the_millisecond_where_none_is_given() {
        system.ingest(aMessage().receivedAt(T0.plusNanos(1_999_999)).withJson("{\"t\":21.5}"));

        assertThat(system.readings(PUMP)).extracting(StoredReading::key).containsExactly(
                new ReadingKey(T0.plusMillis(1), 0));
    }

    @Test
    void moves_last_seen_with_the_time_of_receipt() {
        Instant received = T0.plusSeconds(3600);

        system.ingest(aMessage().receivedAt(received).withJson("{\"ts\":1767225600000,\"t\":1}"));

        assertThat(system.stores.registry().find(Set.of(PUMP)).get(PUMP)).satisfies(
                device -> assertThat(device.lastSeenAt()).isEqualTo(received));
    }

    @Test
    void refuses_values_one_by_one_and_stores_the_others_exactly() {
        var outcomes = system.ingest(aMessage().withJson(
                "{\"ts\":1767225600000,\"values\":{\"a\":NaN,\"b\":1,\"c\":\"00123\",\"d\":9007199254740993,"
                        + "\"e\":1e400}}"));

        assertThat(outcomes).containsExactly(new Accepted(3, 0,
                List.of(new Refusal(0, "a", RefusalCode.VALUE_NOT_FINITE, "\"a\" in entry 0 is not a finite number."),
                        new Refusal(0, "e", RefusalCode.VALUE_NOT_FINITE,
                                "\"e\" in entry 0 is not a finite number."))));
        assertThat(system.readings(PUMP)).extracting(StoredReading::values).containsExactly(
                Map.of(metric("b"), integer(1), metric("c"), text("00123"), metric("d"), integer(9007199254740993L)));
        assertThat(system.quarantine()).isEmpty();
        assertThat(system.count(Counter.READINGS_REFUSED)).isEqualTo(2);
    }

    @Test
    void keeps_readings_of_one_time_apart_by_their_seq() {
        system.ingest(aMessage().withJson("{\"ts\":1767225600000,\"seq\":1,\"t\":1}"),
                aMessage().withJson("{\"ts\":1767225600000,\"seq\":2,\"t\":2}"));

        assertThat(system.readings(PUMP)).extracting(StoredReading::key).containsExactly(new ReadingKey(T0, 1),
                new ReadingKey(T0, 2));
    }

    @Test
    void counts_a_value_that_replaces_another() {
        assertThat(system.ingest(aMessage().withJson("{\"ts\":1767225600000,\"t\":1,\"u\":1}"),
                aMessage().withJson("{\"ts\":1767225600000,\"t\":2,\"u\":1}"))).containsExactly(
                        new Accepted(2, 0, List.of()), new Accepted(1, 1, List.of()));

        assertThat(system.count(Counter.READINGS_OVERWRITTEN)).isEqualTo(1);
        assertThat(system.count(Counter.READINGS_STORED)).isEqualTo(3);
    }

    @Test
    void counts_a_late_reading() {
        system.ingest(aMessage().withJson("{\"ts\":1767225602000,\"t\":2}"),
                aMessage().withJson("{\"ts\":1767225601000,\"t\":1}"));

        assertThat(system.readings(PUMP)).hasSize(2);
        assertThat(system.count(Counter.READINGS_LATE)).isEqualTo(1);
    }

    @Test
    void accepts_a_message_that_says_there_is_nothing() {
        assertThat(system.ingest(aMessage().withJson("{\"t\":null}"))).containsExactly(
                new Accepted(0, 0, List.of()));

        assertThat(system.readings(PUMP)).isEmpty();
        assertThat(system.quarantine()).isEmpty();
    }

    @Test
    void stores_names_and_texts_of_any_script() {
        system.ingest(aMessage().withJson("{\"temp°C\":1,\"日本\":\"🚰\"}"));

        assertThat(system.readings(PUMP)).extracting(StoredReading::values).containsExactly(
                Map.of(metric("temp°C"), integer(1), metric("日本"), text("🚰")));
    }

    @Test
    void stores_what_comes_in_cbor_and_in_senml() {
        byte[] senMl = "[{\"n\":\"t\",\"bt\":1767225601,\"v\":2}]".getBytes(StandardCharsets.UTF_8);
        system.ingest(
                aMessage().withPayload(Payload.of(HexFormat.of().parseHex("a2617401627473" + "1b"
                        + HexFormat.of().toHexDigits(T0_MILLIS)), PayloadFormat.CBOR)),
                aMessage().withPayload(Payload.of(senMl, PayloadFormat.SENML_JSON)));

        assertThat(system.readings(PUMP)).extracting(StoredReading::key).containsExactly(new ReadingKey(T0, 0),
                new ReadingKey(T0.plusSeconds(1), 0));
    }

    @Test
    void stores_10_000_values_of_one_message_and_none_of_10_001() {
        assertThat(system.ingest(aMessage().withJson(flatObject(10_001)))).singleElement().isInstanceOfSatisfying(
                Quarantined.class, outcome -> assertThat(outcome.code()).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE));
        assertThat(system.readings(PUMP)).isEmpty();

        assertThat(system.ingest(aMessage().withJson(flatObject(10_000)))).containsExactly(
                new Accepted(10_000, 0, List.of()));
        assertThat(system.readings(PUMP)).singleElement().satisfies(
                reading -> assertThat(reading.values()).hasSize(10_000));
    }

    @Test
    void decides_on_each_message_of_a_batch_alone_and_answers_in_order() {
        DeviceKey nobody = DeviceKey.of("acme", "nobody");

        var outcomes = system.ingest(aMessage().withJson("{\"ts\":1767225600000,\"t\":1}"),
                aMessage().withJson("{\"t\":"), aMessage().from(nobody),
                aMessage().withPayload(Payload.of(new byte[]{(byte) 0xFF, (byte) 0xFE}, PayloadFormat.JSON)),
                aMessage().withJson("{\"ts\":1767225601000,\"t\":2}"));

        assertThat(outcomes).hasSize(5);
        assertThat(List.of(outcomes.get(0), outcomes.get(4))).containsOnly(new Accepted(1, 0, List.of()));
        assertThat(outcomes.subList(1, 4)).allSatisfy(
                outcome -> assertThat(outcome).isInstanceOf(Quarantined.class));
        assertThat(system.readings(PUMP)).hasSize(2);
        assertThat(system.count(Counter.MESSAGES_ACCEPTED)).isEqualTo(2);
        assertThat(system.count(Counter.MESSAGES_QUARANTINED)).isEqualTo(3);
    }

    @Test
    void has_no_outcomes_for_no_messages() {
        assertThat(system.ingest()).isEmpty();
    }

    private static String flatObject(int values) {
        return IntStream.range(0, values).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }
}
