package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.live.AppTopic;
import io.lapwing.sharedmodel.live.StreamWish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a ticket allows at AWS IoT Core: to connect as one client, to subscribe to the ticket's topics, and to receive
/// what is published on them. A session has only those rights that its role has, too.
///
/// @param arns what the ARNs of IoT Core begin with, here: `arn:aws:iot:eu-central-1:123456789012:`
record StreamPolicy(String arns, String clientId, StreamWish wish) {

    /// How long a session's policy can be.
    private static final int MAX_CHARACTERS = 2048;

    /// In the account and the partition of a role.
    static String arns(String roleArn, String region) {
        String[] parts = roleArn.split(":", -1);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("iam")) {
            throw new IllegalArgumentException("no ARN of a role");
        }
        return String.join(":", "arn", parts[1], "iot", region, parts[4], "");
    }

    String text() {
        List<Map<String, Object>> statements = new ArrayList<>();
        statements.add(allow("iot:Connect", Stream.of("client/" + clientId)));
        statements.add(allow("iot:Subscribe", wish.topics().stream().map(topic -> "topicfilter/" + topic)));
        statements.add(allow("iot:Receive", received().map(topic -> "topic/" + topic)));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return new String(Json.write(policy), StandardCharsets.UTF_8);
    }

    /// In a policy the asterisk stands for anything, and the plus of a topic filter for itself.
    private Stream<String> received() {
        return wish.devices().isEmpty()
                ? wish.kinds().stream().sorted().map(kind -> AppTopic.ofKind(wish.tenant(), kind) + "*")
                : wish.topics().stream();
    }

    private Map<String, Object> allow(String action, Stream<String> resources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", action);
        statement.put("Resource", resources.map(resource -> arns + resource).toList());
        return statement;
    }

    /// Whether a session can have it. Topics that no policy has room for are not written out first.
    boolean fits() {
        int least = wish.kinds().size() * wish.devices().stream().mapToInt(device -> device.value().length()).sum();
        return 2 * least < MAX_CHARACTERS && text().length() <= MAX_CHARACTERS;
    }
}
