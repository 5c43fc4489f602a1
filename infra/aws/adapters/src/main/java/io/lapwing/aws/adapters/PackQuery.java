package io.lapwing.aws.adapters;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The packs of one level of a device that begin in a stretch of time, read page by page as they are asked for: the
/// first page is short, for those who need little, each one after it longer. What was committed after the device's
/// state was read is left out, so that a message is seen whole or not at all.
final class PackQuery implements Iterator<PackQuery.Pack> {

    private static final int MAX_PAGE = 4000;

    private final DynamoDatabase database;
    private final String operation;
    private final StateItem device;
    private final Range range;
    private final boolean forward;
    private final Deque<Pack> ahead = new ArrayDeque<>();
    private Map<String, AttributeValue> position = Map.of();
    private boolean ended;
    private int page;

    /// @param seenAt the device's last commit when its state was read
    record Pack(PackKey key, Map<String, AttributeValue> item, long seenAt) {}

    /// Packs of a level whose first reading is in `[from, to)`, in milliseconds.
    record Range(int level, long from, long to) {

        /// Where the packs of a level begin that may hold a reading in `[from, to)`.
        static Range holding(int level, long from, long to) {
            long span = PackKey.span(level);
            return new Range(level, span == Long.MAX_VALUE ? Long.MIN_VALUE : from - span, to);
        }
    }

    /// @param device as it is now
    /// @param page how many packs are read first
    PackQuery(DynamoDatabase database, String operation, StateItem device, Range range, boolean forward, int page) {
        this.database = database;
        this.operation = operation;
        this.device = device;
        this.range = range;
        this.forward = forward;
        this.page = page;
        ended = !device.hasLevel(range.level()) || range.from() >= range.to();
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty() && !ended) {
            read();
        }
        return !ahead.isEmpty();
    }

    @Override
    public Pack next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ahead.remove();
    }

    /// The next pack, which stays.
    Pack peek() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ahead.element();
    }

    private void read() {
        QueryResponse response = database.query(operation, Queries
                .of(database.tables().readings(), Keys.packs(device.device(), device.incarnation()),
                        "sk between :from and :to",
                        Map.of(":from", Items.of(PackKey.bound(range.level(), range.from())), ":to",
                                Items.of(PackKey.bound(range.level(), range.to()))))
                .scanIndexForward(forward).limit(page).exclusiveStartKey(position.isEmpty() ? null : position)
                .build());
        for (Map<String, AttributeValue> item : response.items()) {
            PackKey key = PackKey.parse(Items.text(item, DynamoDbKey.SK));
            if (key.commit() <= device.commit()) {
                ahead.add(new Pack(key, item, device.commit()));
            }
        }
        position = response.lastEvaluatedKey();
        ended = position.isEmpty();
        page = Math.min(4 * page, MAX_PAGE);
    }
}
