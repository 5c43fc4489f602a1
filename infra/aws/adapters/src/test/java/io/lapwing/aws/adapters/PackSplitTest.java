package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

class PackSplitTest {

    private static StoredReading reading(Instant ts, Map<MetricName, MetricValue> values) {
        return new StoredReading(new ReadingKey(ts, 0), false, values);
    }

    private static List<StoredReading> read(List<StoredReading> pack) {
        PackKey key = new PackKey(0, pack.getFirst().key(), 7, 0);
        List<Piece> pieces = pack.stream().map(reading -> Piece.of(7, reading)).toList();
        return ReadingPack.read(new PackQuery.Pack(key, ReadingPack.write(7, pieces), 7), _ -> true, Set.of()).stream()
                .map(Piece::reading).toList();
    }

    @Test
    void keeps_what_fits_together() {
        List<StoredReading> readings = IntStream.range(0, 1000)
                .mapToObj(i -> reading(T0.plusSeconds(i), Map.of(metric("t"), integer(i)))).toList();

        assertThat(PackSplit.of(readings)).singleElement()
                .satisfies(pack -> assertThat(read(pack)).isEqualTo(readings));
    }

    @Test
    void divides_a_reading_that_is_too_large_for_an_item() {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        IntStream.range(0, 300).forEach(i -> values.put(metric("m" + i), text("x".repeat(4096))));

        List<List<StoredReading>> packs = PackSplit.of(List.of(reading(T0, values)));

        assertThat(packs).hasSize(5).allSatisfy(pack -> assertThat(pack).singleElement().satisfies(
                part -> assertThat(part.values().size() * 4096).isLessThanOrEqualTo(PackSplit.MAX_BYTES)));
        Pieces pieces = new Pieces();
        packs.forEach(pack -> pieces.add(Piece.of(1, read(pack).getFirst())));
        assertThat(pieces.merged()).isEqualTo(reading(T0, values));
    }

    @Test
    void begins_a_pack_where_time_leaps() {
        List<StoredReading> readings = IntStream.range(0, 100)
                .mapToObj(i -> reading(T0.plus(Duration.ofDays(40L * i)), Map.of(metric("t"), integer(i)))).toList();

        List<List<StoredReading>> packs = PackSplit.of(readings);

        assertThat(packs).hasSize(11);
        assertThat(packs.getLast()).hasSize(90);
        assertThat(packs.stream().flatMap(List::stream).toList()).isEqualTo(readings);
    }
}
