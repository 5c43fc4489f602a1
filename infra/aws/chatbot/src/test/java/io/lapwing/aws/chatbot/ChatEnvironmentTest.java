package io.lapwing.aws.chatbot;

import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatQueues;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChatEnvironmentTest {

    private static final Map<String, String> LEAST = Map.of("LAPWING_REGISTRY_TABLE", "registry",
            "LAPWING_READINGS_TABLE", "readings", "LAPWING_CHAT_INPUTS_QUEUE", "https://sqs/1/inputs");

    private static ChatEnvironment with(String name, String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(name, value);
        return ChatEnvironment.of(new LambdaSettings(variables), Set.of(ChatQueues.INPUTS));
    }

    @Test
    void knows_the_queues_and_the_secrets_that_are_named() {
        ChatEnvironment environment = with("LAPWING_CHAT_TEAMS_SECRET", "arn:teams");

        assertThat(environment.queues()).isEqualTo(Map.of(ChatQueues.INPUTS, "https://sqs/1/inputs"));
        assertThat(environment.secrets()).isEqualTo(Map.of(Channel.TEAMS, "arn:teams"));
    }

    @Test
    void an_empty_variable_counts_as_none() {
        assertThat(with("LAPWING_CHAT_SLACK_SECRET", "").secrets()).isEmpty();
    }

    @Test
    void says_what_is_missing() {
        assertThatIllegalStateException().isThrownBy(() -> ChatEnvironment.of(new LambdaSettings(LEAST),
                Set.of(ChatQueues.NEWS, ChatQueues.BOARDS)))
                .withMessageContaining("LAPWING_CHAT_BOARDS_QUEUE, LAPWING_CHAT_NEWS_QUEUE");
    }

    @Test
    void refuses_half_of_a_platforms_secrets_and_a_zone_that_is_none() {
        assertThatIllegalStateException().isThrownBy(() -> with("LAPWING_SLACK_BOT_TOKEN", "xoxb-hidden"))
                .withMessageContaining("LAPWING_SLACK_SIGNING_SECRET is not").withMessageNotContaining("hidden");
        assertThatIllegalStateException().isThrownBy(() -> with("LAPWING_ZONE", "Mars/Olympus").zone())
                .withMessageContaining("LAPWING_ZONE");
        assertThat(with("LAPWING_ZONE", "Europe/Berlin").zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
