package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.json.Json;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sqs.model.Message;

/// A queue of [TestSqs], and what Lambda's poller does with its messages, which come again a second after they were taken
/// and not deleted.
public final class TestQueue {

    private static final int MAX_MESSAGES = 10;

    private final TestSqs sqs = TestSqs.shared();
    private final String url = sqs.create(sqs.freshName());

    public String url() {
        return url;
    }

    /// Where its SQS is.
    public URI endpoint() {
        return URI.create(url).resolve("/");
    }

    public void send(String body) {
        sqs.sharedClient().sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /// @param waitSeconds for the first that can be taken, less than 5
    public List<Message> take(int waitSeconds) {
        return sqs.sharedClient().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(MAX_MESSAGES)
                .waitTimeSeconds(waitSeconds).messageAttributeNames("All")
                .messageSystemAttributeNamesWithStrings("All")).messages();
    }

    public void delete(Message message) {
        sqs.sharedClient().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    public static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }

    /// As Lambda hands messages over.
    public static String event(List<Message> messages) {
        return new String(Json.write(Map.of("Records", messages.stream().map(TestQueue::record).toList())),
                StandardCharsets.UTF_8);
    }

    private static Map<String, Object> record(Message message) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes(message).forEach((name, value) -> attributes.put(name,
                Map.of("stringValue", value, "dataType", "String", "stringListValues", List.of(),
                        "binaryListValues", List.of())));
        return Map.of("messageId", message.messageId(), "receiptHandle", message.receiptHandle(), "body",
                message.body(), "attributes", message.attributesAsStrings(), "messageAttributes", attributes,
                "eventSource", "aws:sqs", "awsRegion", "eu-central-1");
    }
}
