package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// The operations `SendMessage` and `ChangeMessageVisibility` of Amazon SQS (API version 2012-11-05), for functions whose
/// work is small: a payload goes in its message, and no client of SQS is loaded for it. [InlineWork] says how.
///
/// It is no `WorkQueue`, which takes payloads of any size: the adapter for those is that of aws-transfer. Thread-safe.
public final class SqsQueues {

    /// The longest that SQS hides a message.
    private static final Duration MOST_HIDDEN = Duration.ofHours(12);
    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final Pattern ERROR_TYPE = Pattern.compile("(?:.*#)?([A-Za-z.]{1,80})");
    /// What SQS takes back when it is asked again.
    private static final Set<String> PASSING = Set.of("ThrottlingException", "RequestThrottled", "KmsThrottled",
            "ServiceUnavailable", "InternalFailure");

    private final URI endpoint;
    private final SignedHttp http;
    private final Map<QueueName, String> urls;

    /// @param urls of each queue that this process works with
    SqsQueues(URI endpoint, SignedHttp http, Map<QueueName, String> urls) {
        this.endpoint = endpoint;
        this.http = http;
        this.urls = Map.copyOf(urls);
    }

    /// Does what [io.lapwing.sharedmodel.port.WorkQueue#send] promises, for payloads that a message can hold.
    ///
    /// @throws StoreUnavailable when a queue cannot be reached in time
    /// @throws IllegalArgumentException if a message cannot hold a payload, or nobody has said where a queue is
    public void send(List<WorkItem> items) {
        items.forEach(item -> url(item.queue()));
        items.forEach(this::send);
    }

    private void send(WorkItem item) {
        InlineWork.Message message = InlineWork.write(item);
        Map<String, Object> attributes = new LinkedHashMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(name, Map.of("DataType", "String", "StringValue", value)));
        call("SendMessage", "WorkQueue.send", item.queue(),
                Map.of("QueueUrl", url(item.queue()), "MessageBody", message.body(), "DelaySeconds",
                        item.delay().toSeconds(), "MessageAttributes", attributes));
    }

    /// Has a message that was taken and is not done come again after a while.
    ///
    /// @param receiptHandle of its taking
    /// @param time in whole seconds
    /// @throws StoreUnavailable when SQS cannot be reached in time, or knows the message no more
    public void hide(QueueName queue, String receiptHandle, Duration time) {
        long seconds = Math.clamp(time.toSeconds(), 0, MOST_HIDDEN.toSeconds());
        call("ChangeMessageVisibility", "SqsQueues.hide", queue,
                Map.of("QueueUrl", url(queue), "ReceiptHandle", receiptHandle, "VisibilityTimeout", seconds));
    }

    private String url(QueueName queue) {
        String url = urls.get(queue);
        if (url == null) {
            throw new IllegalArgumentException("no SQS queue is known for " + queue);
        }
        return url;
    }

    private void call(String action, String operation, QueueName queue, Map<String, Object> request) {
        byte[] payload = Json.write(request);
        for (int attempt = 1;; attempt++) {
            try {
                if (isDone(action, payload)) {
                    return;
                }
                throw new IOException("SQS is busy");
            } catch (IOException e) {
                if (attempt == ATTEMPTS || e instanceof Refused) {
                    throw new StoreUnavailable(operation, queue.value(), e);
                }
                pause(operation, queue, attempt);
            }
        }
    }

    /// @return false if it may be taken when it is asked again
    private boolean isDone(String action, byte[] payload) throws IOException {
        SignedHttp.Answer answer = ask(action, payload);
        if (answer.isSuccessful()) {
            return true;
        }
        String error = error(answer.body());
        if (answer.status() < 500 && !PASSING.contains(error)) {
            throw new Refused("SQS answered " + answer.status() + " " + error);
        }
        return false;
    }

    private SignedHttp.Answer ask(String action, byte[] payload) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", "AmazonSQS." + action).build();
        try {
            return http.send(request, payload);
        } catch (SdkException e) {
            throw new IOException("SQS cannot be asked (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /// By its type alone: its message may quote what was sent.
    private static String error(String body) {
        try {
            var type = ERROR_TYPE.matcher(Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields
                    ? String.valueOf(fields.get("__type"))
                    : "");
            return type.matches() ? type.group(1) : "";
        } catch (MalformedJson _) {
            return "";
        }
    }

    private static void pause(String operation, QueueName queue, int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, FIRST_PAUSE_MILLIS << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(operation, queue.value(), e);
        }
    }

    /// Another try would be answered the same.
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
