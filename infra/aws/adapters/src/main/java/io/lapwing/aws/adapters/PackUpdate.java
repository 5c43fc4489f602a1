package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes what changes of a small pack's readings into that pack. A device whose clock stands still writes the same
/// reading again and again: in packs of its own each, that would be ever more to read and to keep.
final class PackUpdate {

    /// A larger pack is left as it is: writing it anew would cost more than another one.
    static final int MAX_BYTES = 4096;

    /// Whoever reads meanwhile sees the device as it was when he began, unless that takes him more commits than this.
    private static final int KEPT_COMMITS = 8;

    private PackUpdate() {}

    /// The pack with `changes`, all of readings that it has.
    static Map<String, AttributeValue> of(PackQuery.Pack pack, List<StoredReading> changes, long commit) {
        Map<ReadingKey, Pieces> pieces = new TreeMap<>();
        ReadingPack.read(pack, _ -> true, Set.of())
                .forEach(piece -> pieces.computeIfAbsent(piece.reading().key(), _ -> new Pieces()).add(piece));
        changes.forEach(change -> pieces.computeIfAbsent(change.key(), _ -> new Pieces())
                .add(Piece.of(commit, change)));
        List<Piece> all = new ArrayList<>();
        pieces.values().forEach(ofReading -> all.addAll(ofReading.mergedBefore(commit - KEPT_COMMITS)));
        return ReadingPack.write(pack.key().commit(), all);
    }
}
