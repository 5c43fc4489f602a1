package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeed.Entry;
import io.lapwing.sharedmodel.port.EventFeedContract;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbEventFeedTest extends EventFeedContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final DynamoDbEventFeed feed = new DynamoDbEventFeed(DATABASE, InstantSource.system());

    @Override
    protected EventFeed feed() {
        return feed;
    }

    @Test
    void reads_on_behind_entries_whose_time_is_over() {
        TenantId tenant = freshTenant();
        List<RecordedEvent> events = IntStream.range(0, 6).mapToObj(i -> anEvent(tenant, "a", i)).toList();
        feed.append(events);

        DATABASE.deleteAll("test", List.of(DATABASE.keys().feed(tenant, 1), DATABASE.keys().feed(tenant, 2),
                DATABASE.keys().feed(tenant, 4)));

        assertThat(feed.read(tenant, 0, 10)).extracting(Entry::number).containsExactly(3L, 5L, 6L);
    }
}
