package io.lapwing.local.adapters;

import io.lapwing.local.adapters.DeadLetters.DeadLetter;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.port.WorkQueueContract;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresWorkQueueTest extends WorkQueueContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PostgresDatabase database = TestPostgres.database();
    private final PostgresWorkQueue queue = new PostgresWorkQueue(database);
    private final WorkLeases leases = leases(Duration.ofSeconds(30), Duration.ofMillis(500), 3);
    private final DeadLetters deadLetters = new DeadLetters(database);

    private WorkLeases leases(Duration lease, Duration retryAfter, int maxAttempts) {
        return new WorkLeases(database, new WorkSettings(lease, retryAfter, maxAttempts));
    }

    @Override
    protected WorkQueue queue() {
        return queue;
    }

    @Override
    protected QueueName freshQueue() {
        return new QueueName("q-" + UUID.randomUUID());
    }

    @Override
    protected void take(QueueName name, Predicate<WorkItem> worker) {
        leases.take(name, 10).forEach(work -> assertThat(worker.test(work.item())
                ? leases.finish(work)
                : leases.giveBack(work, "it failed")).isTrue());
    }

    private QueueName sent(String... ids) {
        QueueName name = freshQueue();
        queue.send(List.of(ids).stream().map(id -> WorkItem.of(name, new WorkId(id), WorkPayload.of("x"), null))
                .toList());
        return name;
    }

    private LeasedWork taken(WorkLeases from, QueueName name) {
        List<LeasedWork> taken = new ArrayList<>();
        within(PATIENCE, () -> {
            taken.addAll(from.take(name, 1));
            assertThat(taken).hasSize(1);
        });
        return taken.getFirst();
    }

    @Test
    void gives_each_item_to_one_of_those_who_ask_at_once() {
        QueueName name = sent(IntStream.range(0, 60).mapToObj(Integer::toString).toArray(String[]::new));

        List<List<LeasedWork>> taken = race(12, _ -> leases.take(name, 10));

        assertThat(taken.stream().flatMap(List::stream).map(work -> work.item().id())).doesNotHaveDuplicates();
        assertThat(leases.take(name, 100).size() + taken.stream().mapToInt(List::size).sum()).isEqualTo(60);
    }

    @Test
    void gives_work_to_the_next_when_its_lease_ran_out() {
        QueueName name = sent("m1");
        LeasedWork first = taken(leases(Duration.ofMillis(300), Duration.ZERO, 3), name);

        LeasedWork second = taken(leases, name);

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(leases.finish(first)).isFalse();
        assertThat(leases.giveBack(first, "too late")).isFalse();
        assertThat(leases.finish(second)).isTrue();
    }

    @Test
    void puts_aside_what_failed_too_often() {
        QueueName name = sent("m1");
        WorkLeases impatient = leases(Duration.ofSeconds(30), Duration.ZERO, 3);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(deadLetters.list(name, 0, 10)).isEmpty();
            LeasedWork work = taken(impatient, name);
            assertThat(work.attempt()).isEqualTo(attempt);
            assertThat(impatient.giveBack(work, "no such chat")).isTrue();
        }

        assertThat(impatient.take(name, 10)).isEmpty();
        assertThat(deadLetters.list(name, 0, 10)).extracting(DeadLetter::lastError).containsExactly("no such chat");
    }

    @Test
    void puts_aside_what_its_doers_died_of() {
        QueueName name = sent("m1");
        WorkLeases brief = leases(Duration.ofMillis(50), Duration.ZERO, 2);
        taken(brief, name);
        taken(brief, name);

        within(PATIENCE, () -> {
            assertThat(brief.take(name, 1)).isEmpty();
            assertThat(deadLetters.list(name, 0, 10)).extracting(DeadLetter::attempts).containsExactly(2);
        });
    }

    @Test
    void gives_a_dead_letter_all_of_its_attempts_again() {
        QueueName name = sent("m1");
        WorkLeases once = leases(Duration.ofSeconds(30), Duration.ZERO, 1);
        once.giveBack(taken(once, name), "no");
        DeadLetter letter = deadLetters.list(name, 0, 10).getFirst();

        assertThat(deadLetters.revive(letter)).isTrue();

        assertThat(deadLetters.revive(letter)).isFalse();
        LeasedWork again = taken(once, name);
        assertThat(again.attempt()).isOne();
        assertThat(once.finish(again)).isTrue();
    }

    @Test
    void gives_out_no_more_bytes_than_memory_is_meant_for() {
        QueueName name = freshQueue();
        WorkPayload large = WorkPayload.of(new byte[WorkPayload.MAX_BYTES]);
        queue.send(IntStream.range(0, 5).mapToObj(i -> WorkItem.of(name, new WorkId("m" + i), large, null)).toList());

        List<LeasedWork> first = leases.take(name, 10);
        List<LeasedWork> second = leases.take(name, 10);

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(2);
        assertThat(leases.take(name, 10)).hasSize(1);
    }

    @Test
    void waits_longer_after_each_failure() {
        WorkSettings settings = new WorkSettings(Duration.ofMinutes(1), Duration.ofSeconds(1), 50);

        assertThat(settings.waitAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.waitAfter(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.waitAfter(11)).isEqualTo(WorkSettings.LONGEST_WAIT);
        assertThat(settings.waitAfter(50)).isEqualTo(WorkSettings.LONGEST_WAIT);
    }
}
