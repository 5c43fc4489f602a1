package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SqsWorkQueueTest extends SqsWorkQueueTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    protected TestSqs sqs() {
        return TestSqs.shared();
    }

    @Override
    protected TestS3 s3() {
        return TestS3.shared();
    }

    private static WorkItem item(QueueName queue, String id, int size) {
        return WorkItem.of(queue, new WorkId(id), WorkPayload.of(new byte[size]), null);
    }

    private Message onlyMessage(QueueName queue) {
        List<Message> all = new ArrayList<>();
        within(PATIENCE, () -> {
            received(queue).forEach(all::add);
            assertThat(all).hasSize(1);
        });
        return all.getFirst();
    }

    @Test
    void sends_again_what_sqs_did_not_take_of_a_batch() {
        QueueName queue = freshQueue();
        List<WorkItem> items = IntStream.range(0, 10).mapToObj(i -> item(queue, "m" + i, 10)).toList();
        PartlyFailing sometimes = PartlyFailing.times(2, false);

        queue(sqs().client(sometimes)).send(items);

        assertThat(sometimes.sizes()).containsExactly(10, 5, 2);
        List<WorkItem> arrived = new ArrayList<>();
        within(PATIENCE, () -> {
            take(queue, arrived::add);
            assertThat(arrived).containsExactlyInAnyOrderElementsOf(items);
        });
    }

    @Test
    void gives_up_on_what_sqs_never_takes() {
        QueueName queue = freshQueue();
        PartlyFailing always = PartlyFailing.times(1000, false);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> queue(sqs().client(always)).send(List.of(item(queue, "m", 10), item(queue, "n", 10))))
                .withMessageStartingWith("WorkQueue.send of " + queue).withMessageContaining("InternalError");

        assertThat(always.sizes()).hasSize(5);
    }

    @Test
    void takes_a_refusal_for_a_fault_of_its_own() {
        QueueName queue = freshQueue();

        assertThatIllegalStateException().isThrownBy(() -> queue(sqs().client(PartlyFailing.times(1, true)))
                .send(List.of(item(queue, "m", 10), item(queue, "n", 10)))).withMessageContaining("InternalError");
    }

    @Test
    void sends_nothing_when_it_does_not_know_one_of_the_queues() {
        QueueName queue = freshQueue();

        assertThatIllegalArgumentException().isThrownBy(
                () -> queue().send(List.of(item(queue, "m", 10), item(new QueueName("unknown"), "n", 10))));

        assertThat(received(queue)).isEmpty();
    }

    @Test
    void says_that_nobody_is_there() {
        QueueName queue = freshQueue();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> queue(TestSqs.at(URI.create("http://127.0.0.1:1")).client())
                        .send(List.of(item(queue, "m", 10))));
    }

    @Test
    void says_in_time_that_nobody_answers() throws Exception {
        QueueName queue = freshQueue();
        try (SilentServer silent = new SilentServer()) {
            long start = System.nanoTime();

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(
                    () -> queue(TestSqs.at(silent.address()).client()).send(List.of(item(queue, "m", 10))));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void keeps_a_large_payload_until_its_work_is_done() {
        QueueName queue = freshQueue();
        queue().send(List.of(item(queue, "large", 500_000)));
        SqsMessage message = asEvent(onlyMessage(queue));
        Claim claim = Claim.parse(message.body()).orElseThrow();
        SqsWork.Ready ready = (SqsWork.Ready) messages().read(queue, message);
        assertThat(s3().store().head(claim.key())).isPresent();

        messages().finish(ready);

        assertThat(s3().store().head(claim.key())).isEmpty();
        assertThat(messages().read(queue, message))
                .isEqualTo(new SqsWork.AlreadyDone(new WorkId("large"), claim));
    }

    @Test
    void does_not_take_another_payload_for_the_one_that_was_sent() {
        QueueName queue = freshQueue();
        queue().send(List.of(item(queue, "large", 500_000)));
        SqsMessage message = asEvent(onlyMessage(queue));
        ObjectKey key = Claim.parse(message.body()).orElseThrow().key();
        ContentType bytes = new ContentType("application/octet-stream");
        byte[] forged = new byte[500_000];
        forged[499_999] = 1;

        for (byte[] other : List.of(forged, new byte[499_999], new byte[500_001])) {
            s3().store().put(key, ObjectContent.of(bytes, other));
            assertThat(messages().read(queue, message)).isInstanceOf(SqsWork.Unreadable.class);
        }
    }

    @Test
    void reads_no_message_of_others() {
        QueueName queue = freshQueue();
        Map<String, String> inline = Map.of("workId", "m", "payload", "inline");
        Map<String, String> claim = Map.of("workId", "m", "payload", "claim");
        String digest = "0".repeat(64);

        assertThat(List.of(new SqsMessage("aGFsbG8=", Map.of()), new SqsMessage("aGFsbG8=", Map.of("workId", "m")),
                new SqsMessage("aGFsbG8=", Map.of("payload", "inline")), new SqsMessage("", inline),
                new SqsMessage("not base64!", inline), new SqsMessage("aGFsbG8=", claim),
                new SqsMessage("files/secret 5 " + digest, claim),
                new SqsMessage("claims/../files/secret 5 " + digest, claim),
                new SqsMessage("claims/a 99999999 " + digest, claim), new SqsMessage("claims/a 0 " + digest, claim)))
                .allSatisfy(message -> assertThat(messages().read(queue, message))
                        .isInstanceOf(SqsWork.Unreadable.class));
    }
}
