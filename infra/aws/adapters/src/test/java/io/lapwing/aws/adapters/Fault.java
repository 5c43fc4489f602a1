package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What becomes of one request on its way to DynamoDB.
@FunctionalInterface
public interface Fault {

    /// @param number from 1
    /// @param operation `PutItem`
    record Request(int number, String operation, String body) {}

    /// @param isSent whether the client gets it; else its connection ends
    record Answer(boolean isSent, int status, String body) {

        static Answer of(int status, String body) {
            return new Answer(true, status, body);
        }

        static Answer cut() {
            return new Answer(false, 0, "");
        }
    }

    /// The DynamoDB behind.
    interface Target {
        Answer forward(String body) throws IOException, InterruptedException;
    }

    Answer answer(Request request, Target target) throws IOException, InterruptedException;

    static Fault none() {
        return (request, target) -> target.forward(request.body());
    }

    /// DynamoDB refuses it: `ThrottlingException`, `ProvisionedThroughputExceededException`.
    static Fault refused(int status, String exception) {
        return (_, _) -> Answer.of(status, json(Map.of("__type",
                "com.amazonaws.dynamodb.v20120810#" + exception, "message", "planned: " + exception)));
    }

    static Fault throttled() {
        return refused(400, "ThrottlingException");
    }

    /// DynamoDB cancels a transaction for `reason`, which it gives for its first item: `TransactionConflict`,
    /// `ThrottlingError`.
    static Fault cancelled(String reason) {
        return (request, _) -> {
            List<Object> reasons = new ArrayList<>();
            reasons.add(Map.of("Code", reason, "Message", "planned: " + reason));
            list(read(request.body()).get("TransactItems")).stream().skip(1)
                    .forEach(_ -> reasons.add(Map.of("Code", "None")));
            return Answer.of(400, json(Map.of("__type",
                    "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", "message",
                    "Transaction cancelled, please refer cancellation reasons for specific reasons [" + reason + "]",
                    "CancellationReasons", reasons)));
        };
    }

    /// DynamoDB takes the first part of a batch, of reads or writes, and leaves the rest unprocessed.
    ///
    /// @param taken how many items it takes
    static Fault unprocessed(int taken) {
        return (request, target) -> {
            Map<String, Object> head = read(request.body());
            boolean isRead = request.operation().equals("BatchGetItem");
            Map<String, Object> first = new LinkedHashMap<>();
            Map<String, Object> rest = new LinkedHashMap<>();
            int room = taken;
            for (Map.Entry<String, Object> table : map(head.get("RequestItems")).entrySet()) {
                List<Object> items = isRead ? list(map(table.getValue()).get("Keys")) : list(table.getValue());
                int cut = Math.min(room, items.size());
                room -= cut;
                put(first, table, items.subList(0, cut), isRead);
                put(rest, table, items.subList(cut, items.size()), isRead);
            }
            head.put("RequestItems", first);
            Answer answer = first.isEmpty() ? Answer.of(200, json(Map.of())) : target.forward(json(head));
            Map<String, Object> answered = read(answer.body());
            answered.put(isRead ? "UnprocessedKeys" : "UnprocessedItems", rest);
            return Answer.of(answer.status(), json(answered));
        };
    }

    /// The answer takes as long as that, and comes then.
    static Fault late(Duration delay) {
        return (request, target) -> {
            Answer answer = target.forward(request.body());
            Thread.sleep(delay);
            return answer;
        };
    }

    /// The connection ends before DynamoDB has got the request.
    static Fault cut() {
        return (_, _) -> Answer.cut();
    }

    /// DynamoDB does what is asked, but its answer is lost.
    static Fault lost() {
        return (request, target) -> {
            target.forward(request.body());
            return Answer.cut();
        };
    }

    /// `hook` runs before DynamoDB gets the request.
    static Fault before(Runnable hook) {
        return (request, target) -> {
            hook.run();
            return target.forward(request.body());
        };
    }

    /// `hook` runs when DynamoDB has answered, and the client does not know yet.
    static Fault after(Runnable hook) {
        return (request, target) -> {
            Answer answer = target.forward(request.body());
            hook.run();
            return answer;
        };
    }

    private static void put(Map<String, Object> tables, Map.Entry<String, Object> table, List<Object> items,
            boolean isRead) {
        if (items.isEmpty()) {
            return;
        }
        if (!isRead) {
            tables.put(table.getKey(), items);
            return;
        }
        Map<String, Object> asked = new LinkedHashMap<>(map(table.getValue()));
        asked.put("Keys", items);
        tables.put(table.getKey(), asked);
    }

    private static Map<String, Object> read(String json) {
        try {
            return new LinkedHashMap<>(map(Json.read(json.getBytes(StandardCharsets.UTF_8))));
        } catch (MalformedJson e) {
            throw new IllegalStateException("DynamoDB speaks JSON", e);
        }
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> map(@Nullable Object json) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> members) {
            members.forEach((name, value) -> map.put(String.valueOf(name), value));
        }
        return map;
    }

    private static List<Object> list(@Nullable Object json) {
        return json instanceof List<?> items ? new ArrayList<>(items) : new ArrayList<>();
    }
}
