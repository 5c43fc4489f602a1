package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

class PackUpdateTest {

    private static final ReadingKey KEY = new ReadingKey(T0, 0);
    private static final PackKey PLACE = new PackKey(0, KEY, 10, 0);

    private PackQuery.Pack pack = new PackQuery.Pack(PLACE,
            ReadingPack.write(10,
                    List.of(Piece.of(10, reading(Map.of(metric("t"), integer(10), metric("p"), integer(1)))))),
            Long.MAX_VALUE);

    private static StoredReading reading(Map<MetricName, MetricValue> values) {
        return new StoredReading(KEY, true, values);
    }

    private void overwrite(int commit) {
        pack = new PackQuery.Pack(PLACE,
                PackUpdate.of(pack, List.of(reading(Map.of(metric("t"), integer(commit)))), commit), Long.MAX_VALUE);
    }

    private StoredReading seenAt(long commit) {
        Pieces pieces = new Pieces();
        ReadingPack.read(new PackQuery.Pack(PLACE, pack.item(), commit), _ -> true, Set.of()).forEach(pieces::add);
        return pieces.merged();
    }

    @Test
    void shows_each_commit_to_those_who_read_as_of_it() {
        for (int commit = 11; commit <= 15; commit++) {
            overwrite(commit);
        }

        for (int commit = 10; commit <= 15; commit++) {
            assertThat(seenAt(commit))
                    .isEqualTo(reading(Map.of(metric("t"), integer(commit), metric("p"), integer(1))));
        }
    }

    @Test
    void does_not_grow_with_the_number_of_overwrites() {
        for (int commit = 11; commit <= 1000; commit++) {
            overwrite(commit);
        }

        assertThat(ItemSize.of(pack.item())).isLessThan(400);
        assertThat(seenAt(1000)).isEqualTo(reading(Map.of(metric("t"), integer(1000), metric("p"), integer(1))));
        assertThat(seenAt(995).values()).containsEntry(metric("t"), integer(995));
    }

    @Test
    void shows_those_who_read_for_long_what_is_newer_rather_than_nothing() {
        for (int commit = 11; commit <= 100; commit++) {
            overwrite(commit);
        }

        assertThat(seenAt(10).values()).containsEntry(metric("p"), integer(1)).containsEntry(metric("t"), integer(91));
    }
}
