package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// Before a service that believes what is signed as AWS demands; the same against a queue is in the chatbot's tests.
class SqsQueuesTest {

    private static final QueueName QUEUE = new QueueName("chat-news");
    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/news";
    private static final TraceParent TRACE = TraceParent
            .parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();

    private final Deque<SignedEndpoint.Reply> replies = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private SignedEndpoint endpoint;
    private SqsQueues queues;

    @BeforeEach
    void open() throws IOException {
        endpoint = new SignedEndpoint(new SigV4Check("AKID", "secret", "eu-central-1", "sqs"), request -> {
            asked.add(request.header("x-amz-target") + " " + request.body());
            return replies.isEmpty() ? new SignedEndpoint.Reply(200, "{}") : replies.poll();
        });
        queues = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_SQS", endpoint.url().toString()))
                .queues(Map.of(QUEUE, URL));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static WorkItem item(byte[] payload) {
        return WorkItem.of(QUEUE, new WorkId("w-1"), WorkPayload.of(payload), TRACE);
    }

    private static WorkItem item() {
        return item(new byte[]{1, 2, 3});
    }

    @Test
    void sends_work_with_its_delay_and_its_trace() {
        queues.send(List.of(item().delayedBy(Duration.ofSeconds(7))));

        assertThat(endpoint.refused()).isEmpty();
        assertThat(asked).singleElement().asString().startsWith("AmazonSQS.SendMessage ").contains(URL,
                "\"DelaySeconds\":7", "\"MessageBody\":\"AQID\"", "w-1", TRACE.header());
    }

    @Test
    void hides_a_message() {
        queues.hide(QUEUE, "handle", Duration.ofSeconds(8));

        assertThat(asked).singleElement().asString().startsWith("AmazonSQS.ChangeMessageVisibility ")
                .contains("\"ReceiptHandle\":\"handle\"", "\"VisibilityTimeout\":8");
    }

    @Test
    void asks_again_where_that_may_help() {
        replies.add(new SignedEndpoint.Reply(500, ""));
        replies.add(new SignedEndpoint.Reply(400, "{\"__type\":\"com.amazon.coral.service#ThrottlingException\"}"));

        queues.send(List.of(item()));

        assertThat(asked).hasSize(3);
    }

    @Test
    void gives_up_after_three_times_and_at_once_where_nothing_helps() {
        for (int i = 0; i < 3; i++) {
            replies.add(new SignedEndpoint.Reply(503, ""));
        }
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> queues.send(List.of(item())))
                .withMessage("WorkQueue.send of chat-news: SQS is busy");
        assertThat(asked).hasSize(3);

        replies.add(new SignedEndpoint.Reply(400,
                "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"x\"}"));
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> queues.send(List.of(item())))
                .withMessage("WorkQueue.send of chat-news: SQS answered 400 QueueDoesNotExist");
        assertThat(asked).hasSize(4);
    }

    @Test
    void refuses_what_no_message_can_hold_and_queues_of_nobody() {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);

        assertThatIllegalArgumentException().isThrownBy(() -> queues.send(List.of(item(noise))))
                .withMessageContaining("no payload of 1048576 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> queues.send(List.of(
                WorkItem.of(new QueueName("other"), new WorkId("w"), WorkPayload.of("x"), null))))
                .withMessageContaining("no SQS queue is known for other");
        assertThat(asked).isEmpty();
    }
}
