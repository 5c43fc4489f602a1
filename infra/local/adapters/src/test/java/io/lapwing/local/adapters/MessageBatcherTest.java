package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageBatcherTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final QuarantineId REPLAYED = new QuarantineId("Q-00000000000000000000000000000001");

    private final RecordingIngest ingest = new RecordingIngest();
    private final InMemoryStores stores = new InMemoryStores();
    private MessageBatcher batcher = batcher(50_000, 64L << 20);

    /// What becomes of a message.
    private static final class Outcome extends CompletableFuture<IngestOutcome> implements MessageBatcher.Completion {

        @Override
        public void done(IngestOutcome outcome) {
            complete(outcome);
        }

        @Override
        public void failed(Throwable cause) {
            completeExceptionally(cause);
        }
    }

    @AfterEach
    void close() {
        ingest.release();
        batcher.close();
    }

    @Test
    void answers_with_the_outcome_of_the_function() {
        assertThat(batcher.ingest(aMessage().build())).isEqualTo(new IngestOutcome.Accepted(1, 0, List.of()));
    }

    @Test
    void messages_that_come_during_a_batch_make_the_next_one() throws Exception {
        ingest.hold();
        Outcome first = offer(message(0));
        within(SOON, () -> assertThat(ingest.batches()).isEqualTo(1));
        List<Outcome> others = IntStream.rangeClosed(1, 700).mapToObj(i -> offer(message(i))).toList();
        ingest.release();
        first.get(10, TimeUnit.SECONDS);
        for (Outcome other : others) {
            other.get(10, TimeUnit.SECONDS);
        }
        assertThat(ingest.batches()).isEqualTo(3);
        assertThat(ingest.payloadsOf(PUMP))
                .isEqualTo(IntStream.rangeClosed(0, 700).mapToObj(MessageBatcherTest::json).toList());
    }

    @Test
    void a_batch_is_tried_again_while_the_store_is_away() throws Exception {
        ingest.loseStoreFor(4);
        Outcome outcome = offer(message(1));
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(ingest.batches()).isEqualTo(5);
        assertThat(ingest.stored()).hasSize(1);
    }

    @Test
    void a_message_that_the_function_fails_on_goes_into_quarantine_and_takes_no_other_down() throws Exception {
        stores.registry().create(aDevice().withKey(PUMP).build(), aTokenHash());
        ReceivedMessage bad = message(13);
        ingest.failOn(Predicate.isEqual(bad));
        ingest.hold();
        Outcome _ = offer(message(0));
        within(SOON, () -> assertThat(ingest.batches()).isEqualTo(1));
        Outcome before = offer(message(12));
        Outcome failing = offer(bad);
        Outcome after = offer(message(14));
        ingest.release();
        assertThat(before.get(10, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(after.get(10, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(failing.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(IngestOutcome.Quarantined.class,
                        outcome -> assertThat(outcome.code()).isEqualTo(RefusalCode.FUNCTION_FAILED));
        List<QuarantineEntry> kept = stores.quarantine().list(new TenantId("acme"), PageRequest.first(10)).items();
        assertThat(kept).singleElement().satisfies(entry -> {
            assertThat(entry.message().payload()).isEqualTo(bad.payload());
            assertThat(entry.message().code()).isEqualTo(RefusalCode.FUNCTION_FAILED);
        });
    }

    @Test
    void a_replay_that_the_function_fails_on_is_rejected_and_its_original_stays() {
        ReceivedMessage replay = aMessage().from(PUMP).replaying(REPLAYED).build();
        ingest.failOn(Predicate.isEqual(replay));
        assertThat(batcher.ingest(replay)).isInstanceOf(IngestOutcome.Rejected.class);
        assertThat(stores.quarantine().list(new TenantId("acme"), PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void a_message_beyond_the_bound_in_messages_is_refused_at_once() {
        batcher.close();
        batcher = batcher(10, 64L << 20);
        ingest.hold();
        List<Boolean> taken = IntStream.rangeClosed(0, 10).mapToObj(i -> batcher.offer(message(i), new Outcome()))
                .toList();
        assertThat(taken.subList(0, 10)).containsOnly(true);
        assertThat(taken.get(10)).isFalse();
        assertThat(batcher.waitingMessages()).isEqualTo(10);
    }

    @Test
    void a_message_beyond_the_bound_in_bytes_is_refused_at_once() {
        batcher.close();
        batcher = batcher(100, 10_000);
        ingest.hold();
        ReceivedMessage large = aMessage().withPayload(Payload.json("x".repeat(4_000))).build();
        assertThat(batcher.offer(large, new Outcome())).isTrue();
        assertThat(batcher.offer(large, new Outcome())).isTrue();
        assertThat(batcher.offer(large, new Outcome())).isFalse();
        assertThatThrownBy(() -> batcher.ingest(large)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void room_is_given_back_with_each_outcome() {
        batcher.ingest(message(1));
        within(SOON, () -> {
            assertThat(batcher.waitingMessages()).isZero();
            assertThat(batcher.waitingBytes()).isZero();
        });
    }

    @Test
    void closing_works_off_what_waits() {
        List<Outcome> outcomes = IntStream.range(0, 2_000).mapToObj(i -> offer(message(i))).toList();
        batcher.close();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isCompleted());
        assertThat(ingest.stored()).hasSize(2_000);
        assertThat(batcher.offer(message(1), new Outcome())).isFalse();
    }

    @Test
    void closing_fails_what_cannot_be_stored_in_time() {
        ingest.loseStoreFor(Integer.MAX_VALUE);
        Outcome outcome = offer(message(1));
        batcher.close();
        assertThat(outcome).isCompletedExceptionally();
        assertThat(batcher.waitingMessages()).isZero();
    }

    @Test
    void an_error_of_the_process_acknowledges_nothing_and_leaves_the_lane_working() {
        RecordingIngest second = new RecordingIngest();
        try (MessageBatcher failing = new MessageBatcher(batch -> {
            if (second.batches() == 0) {
                second.apply(List.of());
                throw new LinkageError("a class is missing");
            }
            return second.apply(batch);
        }, _ -> {}, settings(10, 1L << 20))) {
            assertThatThrownBy(() -> failing.ingest(message(1))).isInstanceOf(StoreUnavailable.class);
            assertThat(failing.ingest(message(2))).isInstanceOf(IngestOutcome.Accepted.class);
        }
    }

    private MessageBatcher batcher(int messages, long bytes) {
        return new MessageBatcher(ingest, write -> stores.telemetry().append(List.of(write)),
                settings(messages, bytes));
    }

    private static BatcherSettings settings(int messages, long bytes) {
        return new BatcherSettings(2, messages, bytes, 500, 8L << 20, Duration.ZERO, Duration.ofMillis(5),
                Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    private Outcome offer(ReceivedMessage message) {
        Outcome outcome = new Outcome();
        assertThat(batcher.offer(message, outcome)).isTrue();
        return outcome;
    }

    private static ReceivedMessage message(int number) {
        return aMessage().from(PUMP).withJson(json(number)).build();
    }

    private static String json(int number) {
        return "{\"n\":" + number + "}";
    }
}
