package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.aws.transfer.SqsMessage;
import io.lapwing.aws.transfer.TestSqs;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.work.QueueName;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.sqs.model.Message;

/// The chatbot's queues on an SQS for tests, and what Lambda's poller does with them.
final class TestQueues {

    private static final int MAX_MESSAGES = 10;

    private final TestSqs sqs = TestSqs.shared();
    private final Map<QueueName, String> urls = new HashMap<>();

    TestQueues() {
        Stream.of(ChatQueues.INPUTS, ChatQueues.POSTS, ChatQueues.NEWS, ChatQueues.BOARDS, ChatQueues.FILES)
                .forEach(queue -> urls.put(queue, sqs.create(sqs.freshName())));
    }

    String url(QueueName queue) {
        return urls.getOrDefault(queue, "");
    }

    /// Where this SQS is.
    URI endpoint() {
        return URI.create(url(ChatQueues.INPUTS)).resolve("/");
    }

    SqsQueues client() {
        return new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_SQS", endpoint().toString())).queues(urls);
    }

    /// What can be taken now.
    List<Message> take(QueueName queue) {
        return take(queue, 0);
    }

    List<Message> take(QueueName queue, int waitSeconds) {
        return sqs.sharedClient().receiveMessage(request -> request.queueUrl(url(queue))
                .maxNumberOfMessages(MAX_MESSAGES).waitTimeSeconds(waitSeconds).messageAttributeNames("All")
                .messageSystemAttributeNamesWithStrings("All")).messages();
    }

    void delete(QueueName queue, Message message) {
        sqs.sharedClient()
                .deleteMessage(request -> request.queueUrl(url(queue)).receiptHandle(message.receiptHandle()));
    }

    static SqsMessage asSent(Message message) {
        return new SqsMessage(message.body(), attributes(message));
    }

    static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }

    /// As Lambda hands messages over.
    static String event(List<Message> messages) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Message message : messages) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes(message).forEach((name, value) -> attributes.put(name,
                    Map.of("stringValue", value, "dataType", "String", "stringListValues", List.of(),
                            "binaryListValues", List.of())));
            records.add(Map.of("messageId", message.messageId(), "receiptHandle", message.receiptHandle(), "body",
                    message.body(), "attributes", message.attributesAsStrings(), "messageAttributes", attributes,
                    "eventSource", "aws:sqs", "awsRegion", "eu-central-1"));
        }
        return new String(Json.write(Map.of("Records", records)), StandardCharsets.UTF_8);
    }
}
