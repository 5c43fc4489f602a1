package io.lapwing.aws.runtime.sqs;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.transfer.TestQueue;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What becomes of messages of a real queue, by what the function says of them.
class SqsWorkTriggerTest {

    private static final QueueName QUEUE = new QueueName("work");
    private static final String NO_FAILURES = "{\"batchItemFailures\":[]}";
    private static final TraceParent TRACE = TraceParent
            .parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();

    private final TestQueue queue = new TestQueue();
    private final List<WorkItem> seen = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics("work", InstantSource.system(),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    private SqsQueues client() {
        return new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_SQS", queue.endpoint().toString()))
                .queues(Map.of(QUEUE, queue.url()));
    }

    private String reply(String event, Function<WorkItem, WorkOutcome> function) {
        SqsWorkTrigger trigger = new SqsWorkTrigger(new SqsWorkTrigger.Target("work", QUEUE, item -> {
            seen.add(item);
            return function.apply(item);
        }), client(), metrics, Tracing.of(new LambdaSettings(Map.of())));
        return new String(trigger.apply(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private List<Message> sent(WorkItem... items) {
        client().send(List.of(items));
        List<Message> messages = queue.take(0);
        assertThat(messages).hasSize(items.length);
        return messages;
    }

    private static WorkItem item(String id) {
        return WorkItem.of(QUEUE, new WorkId(id), WorkPayload.of("فريق \uD83D\uDE9A"), TRACE);
    }

    private static String failed(Message message) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + message.messageId() + "\"}]}";
    }

    @Test
    void gives_work_to_the_function_as_it_was_sent() {
        assertThat(reply(TestQueue.event(sent(item("w-1"))), _ -> new WorkOutcome.Done())).isEqualTo(NO_FAILURES);

        assertThat(seen).containsExactly(item("w-1"));
    }

    @Test
    void carries_a_picture() {
        byte[] large = new byte[150_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) "abcdefghijklmnop".charAt(i * 7919 / 8 % 16);
        }
        WorkItem picture = WorkItem.of(QUEUE, new WorkId("w-1"), WorkPayload.of(large), null);

        reply(TestQueue.event(sent(picture)), _ -> new WorkOutcome.Done());

        assertThat(seen).containsExactly(picture);
    }

    @Test
    void one_message_does_not_decide_over_anothers_fate() {
        List<Message> messages = sent(item("w-1"), item("w-2"), item("w-3"));

        String reply = reply(TestQueue.event(messages), item -> {
            if (item.id().value().equals("w-2")) {
                throw new IllegalStateException("broken");
            }
            return new WorkOutcome.Done();
        });

        Message broken = messages.stream()
                .filter(message -> "w-2".equals(TestQueue.attributes(message).get("workId"))).findFirst()
                .orElseThrow();
        assertThat(reply).isEqualTo(failed(broken));
        assertThat(seen).hasSize(3);
    }

    @Test
    void what_cannot_be_done_yet_comes_again_after_its_time_and_has_not_failed() {
        Message message = sent(item("w-1")).getFirst();

        String reply = reply(TestQueue.event(List.of(message)),
                _ -> new WorkOutcome.Again(Duration.ofMillis(1500), "somebody else is at it"));
        queue.delete(message);

        assertThat(reply).isEqualTo(NO_FAILURES);
        assertThat(queue.take(0)).as("before its time").isEmpty();
        Message again = queue.take(10).getFirst();
        assertThat(again.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
        reply(TestQueue.event(List.of(again)), _ -> new WorkOutcome.Done());
        assertThat(seen).containsExactly(item("w-1"), item("w-1"));
    }

    @Test
    void what_cannot_be_reached_now_comes_again_later_each_time() {
        Message message = sent(item("w-1")).getFirst();

        String reply = reply(TestQueue.event(List.of(message)), item -> {
            throw new StoreUnavailable("FileStore.find", item.id().value(), new IOException("no answer"));
        });

        assertThat(reply).isEqualTo(failed(message));
        // The queue itself would give it again after a second.
        assertThat(queue.take(1)).isEmpty();
        assertThat(queue.take(10).getFirst().attributesAsStrings())
                .containsEntry("ApproximateReceiveCount", "2");
    }

    @Test
    void what_takes_long_is_nobody_elses_meanwhile() {
        Message message = sent(item("w-1")).getFirst();

        SqsWorkTrigger trigger = new SqsWorkTrigger(new SqsWorkTrigger.Target("work", QUEUE, item -> {
            // The queue itself would give it again after a second.
            assertThat(queue.take(3)).isEmpty();
            seen.add(item);
            return new WorkOutcome.Done();
        }, true), client(), metrics, Tracing.of(new LambdaSettings(Map.of())));
        byte[] reply = trigger.apply(TestQueue.event(List.of(message)).getBytes(StandardCharsets.UTF_8));

        assertThat(new String(reply, StandardCharsets.UTF_8)).isEqualTo(NO_FAILURES);
        assertThat(seen).hasSize(1);
    }

    @Test
    void what_is_no_work_is_left_to_the_dead_letters() {
        String event = """
                {"Records":[{"messageId":"m-1","receiptHandle":"h","body":"hello","attributes":{},
                "messageAttributes":{"workId":{"stringValue":"w-1","dataType":"String"}}}]}""";

        assertThat(reply(event, _ -> new WorkOutcome.Done()))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");

        metrics.flush();
        assertThat(seen).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"lapwing.work.unreadable\":1");
    }

    @Test
    void refuses_what_is_no_event_of_a_queue() {
        assertThatIllegalArgumentException().isThrownBy(() -> reply("{}", _ -> new WorkOutcome.Done()))
                .withMessageContaining("not an event of SQS");
    }
}
