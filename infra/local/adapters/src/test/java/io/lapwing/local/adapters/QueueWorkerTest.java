package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

class QueueWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final WorkOutcome DONE = new WorkOutcome.Done();

    private final PostgresDatabase database = TestPostgres.database();
    private final PostgresWorkQueue queue = new PostgresWorkQueue(database);
    private final QueueName name = new QueueName("w-" + UUID.randomUUID());
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private QueueWorker worker = QueueWorker.start(database, new QueueName("w-idle"), _ -> DONE, 1);

    @AfterEach
    void close() {
        worker.close();
    }

    private void work(Function<WorkItem, WorkOutcome> function, int width) {
        worker.close();
        worker = QueueWorker.start(database, name, item -> {
            calls.computeIfAbsent(item.id().value(), _ -> new AtomicInteger()).incrementAndGet();
            return function.apply(item);
        }, width);
    }

    private void send(String... ids) {
        queue.send(List.of(ids).stream().map(this::item).toList());
    }

    private WorkItem item(String id) {
        return WorkItem.of(name, new WorkId(id), WorkPayload.of("x"), null);
    }

    private int calls(String id) {
        return calls.getOrDefault(id, new AtomicInteger()).get();
    }

    private boolean isEmpty() {
        return database.read("test", name.value(), connection -> !Statements.isThere(connection,
                "select 1 from work_item where queue = ?", name.value()));
    }

    @Test
    void does_each_piece_of_work_once() {
        String[] ids = IntStream.range(0, 50).mapToObj(i -> "m" + i).toArray(String[]::new);
        send(ids);

        work(_ -> DONE, 4);

        within(PATIENCE, () -> assertThat(isEmpty()).isTrue());
        assertThat(calls).hasSize(50);
        assertThat(calls.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void takes_what_is_sent_in_this_process_at_once() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        work(_ -> {
            done.countDown();
            return DONE;
        }, 2);
        Thread.sleep(50);

        send("now");

        assertThat(done.await(800, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void does_delayed_work_when_it_is_due() {
        AtomicInteger done = new AtomicInteger();
        work(_ -> {
            done.incrementAndGet();
            return DONE;
        }, 2);

        queue.send(List.of(item("later").delayedBy(Duration.ofSeconds(1))));

        assertThat(done.get()).isZero();
        within(PATIENCE, () -> assertThat(done.get()).isOne());
    }

    @Test
    void gives_work_that_cannot_be_done_now_another_chance_as_often_as_it_takes() {
        work(item -> calls(item.id().value()) <= 8 ? new WorkOutcome.Again(Duration.ofMillis(20), "not yet") : DONE,
                2);

        send("patient");

        within(PATIENCE, () -> assertThat(isEmpty()).isTrue());
        assertThat(calls("patient")).isEqualTo(9);
    }

    @Test
    void repeats_what_failed() {
        work(item -> {
            if (calls(item.id().value()) == 1) {
                throw item.id().value().equals("bug") ? new IllegalStateException("a bug")
                        : new StoreUnavailable("Test.do", "it", new IllegalStateException("down"));
            }
            return DONE;
        }, 2);

        send("bug", "outage");

        within(PATIENCE, () -> assertThat(isEmpty()).isTrue());
        assertThat(calls("bug")).isEqualTo(2);
        assertThat(calls("outage")).isEqualTo(2);
    }

    @Test
    void does_no_more_at_a_time_than_it_is_wide() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        send(IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new));

        work(_ -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return DONE;
        }, 3);

        within(PATIENCE, () -> assertThat(isEmpty()).isTrue());
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void ends_what_it_has_begun_when_it_is_closed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        work(_ -> {
            begun.countDown();
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.incrementAndGet();
            return DONE;
        }, 2);
        send("long");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        worker.close();

        assertThat(ended.get()).isOne();
        assertThat(isEmpty()).isTrue();
    }
}
