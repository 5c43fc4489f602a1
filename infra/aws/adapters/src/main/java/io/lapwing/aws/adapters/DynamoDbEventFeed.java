package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.EventFeed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Feeds as items that lie in the order of their numbers. An append moves the tenant's last number, under the condition
/// that it is the one that was read, and leaves a mark of each event, by which one that comes again is known.
public final class DynamoDbEventFeed implements EventFeed {

    private static final String APPEND = "EventFeed.append";
    private static final String READ = "EventFeed.read";
    /// Of one transaction: an entry and a mark each, and the tenant's last number.
    private static final int MAX_EVENTS = (ItemWrites.MAX_ITEMS - 1) / 2;
    private static final Duration LIFE = Duration.ofDays(7);
    /// A mark outlives its entry: while that can be read, the event must not come again.
    private static final Duration MARK_LIFE = LIFE.plusDays(1);
    private static final String NUMBER = "n";

    private final DynamoDatabase database;
    private final InstantSource clock;

    public DynamoDbEventFeed(DynamoDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Marked(DynamoDbKey mark, RecordedEvent event) {}

    @Override
    public void append(List<RecordedEvent> events) {
        Map<DynamoDbKey, RecordedEvent> distinct = new LinkedHashMap<>();
        events.forEach(event -> distinct.putIfAbsent(database.keys().feedMark(event.event()), event));
        Map<TenantId, List<Marked>> byTenant = new LinkedHashMap<>();
        distinct.forEach((mark, event) -> byTenant.computeIfAbsent(event.event().tenant(), _ -> new ArrayList<>())
                .add(new Marked(mark, event)));
        byTenant.forEach((tenant, all) -> {
            for (int from = 0; from < all.size(); from += MAX_EVENTS) {
                append(tenant, all.subList(from, Math.min(from + MAX_EVENTS, all.size())));
            }
        });
    }

    private void append(TenantId tenant, List<Marked> events) {
        DynamoDbKey end = database.keys().feedEnd(tenant);
        List<DynamoDbKey> wanted = new ArrayList<>(events.stream().map(Marked::mark).toList());
        wanted.add(end);
        database.commitAgain(APPEND, end.toString(), () -> {
            Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(APPEND, wanted);
            List<Marked> missing = events.stream().filter(event -> !found.containsKey(event.mark())).toList();
            return missing.isEmpty() ? List.of() : writes(end, found.get(end), missing);
        });
    }

    private List<TransactWriteItem> writes(DynamoDbKey end, @Nullable Map<String, AttributeValue> known,
            List<Marked> missing) {
        long last = known == null ? 0 : Items.number(known, NUMBER);
        long seconds = clock.instant().getEpochSecond();
        List<TransactWriteItem> writes = new ArrayList<>();
        for (Marked marked : missing) {
            last++;
            writes.add(Writes.putNew(marked.mark(),
                    Map.of(NUMBER, Items.of(last), Keys.EXPIRES_AT, Items.of(seconds + MARK_LIFE.toSeconds()))));
            writes.add(Writes.put(database.keys().feed(marked.event().event().tenant(), last),
                    Map.of(OutboxItems.EVENT, Items.of(EventJson.write(marked.event())), Keys.EXPIRES_AT,
                            Items.of(seconds + LIFE.toSeconds()))));
        }
        writes.add(known == null
                ? Writes.putNew(end, Map.of(NUMBER, Items.of(last)))
                : Writes.update(end, "set n = :last", "n = :known",
                        Map.of(":last", Items.of(last), ":known", Items.of(Items.number(known, NUMBER)))));
        return writes;
    }

    @Override
    public List<Entry> read(TenantId tenant, long after, int max) {
        EventFeed.requireReadable(max);
        List<Entry> entries = new ArrayList<>();
        String from = Keys.feedNumber(after);
        while (entries.size() < max) {
            var page = database.query(READ, Queries.of(database.tables().registry(), Keys.feed(tenant), "sk > :from",
                    Map.of(":from", Items.of(from))).limit(max - entries.size()).build());
            page.items().forEach(item -> entries.add(entry(item)));
            if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
                break;
            }
            from = Items.text(page.lastEvaluatedKey(), DynamoDbKey.SK);
        }
        return shown(tenant, after, entries);
    }

    private static Entry entry(Map<String, AttributeValue> item) {
        return new Entry(Long.parseLong(Items.text(item, DynamoDbKey.SK)),
                EventJson.read(Items.text(item, OutboxItems.EVENT)));
    }

    /// The items of a transaction become visible one after the other. Where a number is left out that is only not
    /// visible yet, the reader has to wait: he would never ask for it again.
    private List<Entry> shown(TenantId tenant, long after, List<Entry> entries) {
        long last = after;
        for (int i = 0; i < entries.size(); i++) {
            long number = entries.get(i).number();
            if (number != last + 1 && isOnItsWay(tenant, number - 1)) {
                return entries.subList(0, i);
            }
            last = number;
        }
        return entries;
    }

    /// Whether the entry of this number, which was not found, is being written; otherwise it has had its time.
    private boolean isOnItsWay(TenantId tenant, long number) {
        DynamoDbKey key = database.keys().feed(tenant, number);
        TransactGetItem get = TransactGetItem.builder()
                .get(Get.builder().tableName(key.table()).key(key.attributes()).build()).build();
        return database.call(READ, key.toString(), dynamoDb -> {
            try {
                return !dynamoDb.transactGetItems(request -> request.transactItems(List.of(get))).responses()
                        .getFirst().item().isEmpty();
            } catch (TransactionCanceledException _) {
                return true;
            }
        });
    }
}
