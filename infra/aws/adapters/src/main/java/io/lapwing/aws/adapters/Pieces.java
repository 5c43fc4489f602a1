package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All pieces of one reading.
final class Pieces {

    private final List<Piece> pieces = new ArrayList<>(1);

    void add(Piece piece) {
        pieces.add(piece);
    }

    /// The reading that they come to.
    ///
    /// @throws java.util.NoSuchElementException
    ///             if there are none
    StoredReading merged() {
        return mergedOf(pieces).reading();
    }

    /// These pieces, in the order of their commits, with all that are older than `commit` made one.
    List<Piece> mergedBefore(long commit) {
        List<Piece> old = pieces.stream().filter(piece -> piece.commit() < commit).toList();
        List<Piece> merged = new ArrayList<>();
        if (!old.isEmpty()) {
            merged.add(mergedOf(old));
        }
        pieces.stream().filter(piece -> piece.commit() >= commit).sorted(Comparator.comparingLong(Piece::commit))
                .forEach(merged::add);
        return merged;
    }

    private static Piece mergedOf(List<Piece> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        List<Piece> sorted = pieces.stream().sorted(Comparator.comparingLong(Piece::commit)).toList();
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        sorted.forEach(piece -> values.putAll(piece.reading().values()));
        StoredReading last = sorted.getLast().reading();
        long since = sorted.stream().mapToLong(Piece::since).min().orElseThrow();
        return new Piece(since, sorted.getLast().commit(), new StoredReading(last.key(), last.late(), values));
    }
}
