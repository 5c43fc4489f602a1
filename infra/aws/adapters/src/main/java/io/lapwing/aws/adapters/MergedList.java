package io.lapwing.aws.adapters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// A list that is spread over shards, read backwards by its sort keys. Each shard is read in pieces, about as large as
/// its share of what is wanted, and only as far as it is needed.
final class MergedList {

    private static final int MIN_PIECE = 10;

    private final DynamoDatabase database;
    private final String operation;
    private final int piece;
    private final List<Shard> shards;

    /// @param before only what sorts before it
    /// @param wanted about how many items will be taken
    MergedList(DynamoDatabase database, String operation, List<String> partitions, String before, int wanted) {
        this.database = database;
        this.operation = operation;
        this.piece = Math.max(MIN_PIECE, 2 * wanted / partitions.size());
        this.shards = partitions.stream().map(partition -> new Shard(partition, before)).toList();
    }

    /// The next items, the last first; fewer than `count` at the end of the list.
    List<Map<String, AttributeValue>> take(int count) {
        List<Map<String, AttributeValue>> taken = new ArrayList<>();
        while (taken.size() < count) {
            Optional<Shard> last = shards.stream().filter(Shard::hasNext)
                    .max(Comparator.comparing(shard -> sortKey(shard.read.getFirst())));
            if (last.isEmpty()) {
                return taken;
            }
            taken.add(last.get().read.removeFirst());
        }
        return taken;
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return Items.text(item, DynamoDbKey.SK);
    }

    private final class Shard {

        private final String partition;
        private final Deque<Map<String, AttributeValue>> read = new ArrayDeque<>();
        private String before;
        private boolean ended;

        Shard(String partition, String before) {
            this.partition = partition;
            this.before = before;
        }

        boolean hasNext() {
            while (read.isEmpty() && !ended) {
                QueryResponse page = database.query(operation,
                        Queries.of(database.tables().registry(), partition, "sk < :before",
                                Map.of(":before", Items.of(before))).scanIndexForward(false).limit(piece).build());
                read.addAll(page.items());
                ended = !page.hasLastEvaluatedKey();
                before = read.isEmpty() ? before : sortKey(read.getLast());
            }
            return !read.isEmpty();
        }
    }
}
