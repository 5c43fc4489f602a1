package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// What every [WorkQueue] does, seen from both of its ends.
public abstract class WorkQueueContract {

    private static final Duration ARRIVAL = Duration.ofSeconds(20);
    private static final TraceParent TRACE = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            true);

    private final Random random = new Random(1);

    /// The adapter under test.
    protected abstract WorkQueue queue();

    /// A queue that nobody else uses.
    protected abstract QueueName freshQueue();

    /// Takes some of what can be taken now, as a trigger does, and hands each to `worker`. Those that it returns true
    /// for are done; the others come again after a second or two.
    protected abstract void take(QueueName queue, Predicate<WorkItem> worker);

    private WorkPayload payload(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return WorkPayload.of(bytes);
    }

    private WorkItem item(QueueName queue, String id, int size) {
        return WorkItem.of(queue, new WorkId(id), payload(size), TRACE);
    }

    /// Takes and finishes until all of `expected` have come; and nothing but them.
    private void assertArrive(QueueName queue, List<WorkItem> expected) {
        List<WorkItem> arrived = new ArrayList<>();
        within(ARRIVAL, () -> {
            take(queue, arrived::add);
            assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void carries_all_of_an_item() {
        QueueName queue = freshQueue();
        WorkItem traced = item(queue, "!chat/42:a=b\"'<>&~", 1000);
        WorkItem untraced = WorkItem.of(queue, new WorkId("m"), WorkPayload.of("{\"text\":\"日本 \u0000🚰\"}"), null);

        queue().send(List.of(traced, untraced));

        assertArrive(queue, List.of(traced, untraced));
    }

    @Test
    void carries_payloads_of_every_size() {
        QueueName queue = freshQueue();
        List<WorkItem> items = Stream.of(1, 65_536, 190_000, 196_608, 200_000, 262_144, 1_048_576,
                WorkPayload.MAX_BYTES).map(size -> item(queue, "of-" + size, size)).toList();

        queue().send(items);

        assertArrive(queue, items);
    }

    @Test
    void takes_more_at_once_than_one_request_does() {
        QueueName queue = freshQueue();
        List<WorkItem> many = IntStream.range(0, 137).mapToObj(i -> item(queue, "small-" + i, 20)).toList();
        List<WorkItem> large = IntStream.range(0, 12).mapToObj(i -> item(queue, "large-" + i, 150_000)).toList();
        List<WorkItem> all = Stream.concat(many.stream(), large.stream()).toList();

        queue().send(all);

        assertArrive(queue, all);
    }

    @Test
    void takes_nothing_to_send() {
        assertThatCode(() -> queue().send(List.of())).doesNotThrowAnyException();
    }

    @Test
    void keeps_queues_apart() {
        QueueName one = freshQueue();
        QueueName other = freshQueue();
        List<WorkItem> ofOne = IntStream.range(0, 15).mapToObj(i -> item(one, "i" + i, 10)).toList();
        List<WorkItem> ofOther = IntStream.range(0, 15).mapToObj(i -> item(other, "i" + i, 10)).toList();

        queue().send(IntStream.range(0, 15).boxed().flatMap(i -> Stream.of(ofOne.get(i), ofOther.get(i))).toList());

        assertArrive(one, ofOne);
        assertArrive(other, ofOther);
    }

    @Test
    void does_not_tell_items_of_one_id_apart() {
        QueueName queue = freshQueue();
        List<WorkItem> twins = List.of(item(queue, "twin", 10), item(queue, "twin", 20));

        queue().send(twins);

        assertArrive(queue, twins);
    }

    @Test
    void hides_an_item_for_its_delay() {
        QueueName queue = freshQueue();
        WorkItem now = item(queue, "now", 10);
        WorkItem later = item(queue, "later", 10);
        Duration delay = Duration.ofSeconds(3);
        long start = System.nanoTime();

        queue().send(List.of(later.delayedBy(delay), now));

        assertArrive(queue, List.of(now));
        assertArrive(queue, List.of(later));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay.minusMillis(50));
    }

    @Test
    void gives_an_item_again_until_its_work_succeeded() {
        QueueName queue = freshQueue();
        WorkItem small = item(queue, "small", 10);
        WorkItem large = item(queue, "large", 2_000_000);
        Set<WorkItem> failed = new HashSet<>();
        List<WorkItem> done = new ArrayList<>();

        queue().send(List.of(small, large));

        within(ARRIVAL, () -> {
            take(queue, item -> !failed.add(item) && done.add(item));
            assertThat(done).containsExactlyInAnyOrder(small, large);
        });
        assertThat(failed).containsExactlyInAnyOrder(small, large);
    }

    @Test
    void gives_nothing_again_that_is_done() throws InterruptedException {
        QueueName queue = freshQueue();
        List<WorkItem> items = List.of(item(queue, "small", 10), item(queue, "large", 2_000_000));
        queue().send(items);
        assertArrive(queue, items);
        List<WorkItem> again = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            Thread.sleep(600);
            take(queue, again::add);
        }

        assertThat(again).isEmpty();
    }

    @Test
    void takes_what_many_send_at_once() {
        QueueName queue = freshQueue();

        List<List<WorkItem>> sent = race(8, i -> {
            List<WorkItem> items = IntStream.range(0, 12)
                    .mapToObj(k -> WorkItem.of(queue, new WorkId(i + "-" + k), WorkPayload.of("x"), null)).toList();
            queue().send(items);
            return items;
        });

        assertArrive(queue, sent.stream().flatMap(List::stream).toList());
    }
}
