package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.chatbot.domain.language.Briefing;
import io.lapwing.chatbot.domain.language.FleetDevice;
import io.lapwing.chatbot.functions.SecondOpinion;
import io.lapwing.chatbot.functions.SecondOpinion.ToolCall;
import io.lapwing.chatbot.model.ModelServer;
import io.lapwing.chatbot.model.ModelSettings;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.json.Json;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/// A language model whose key is in Secrets Manager.
class KeptModelTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-model-Ab1";
    private static final Instant NOW = Instant.parse("2026-03-10T09:30:00.000Z");
    private static final Briefing BRIEFING = new Briefing("la pompe 1 va bien?",
            List.of(new FleetDevice(new DeviceId("pump-1"), "Pump 1", "pump", "Berlin", List.of(), List.of())),
            List.of("pump"), List.of("Berlin"), List.of("pressure"), NOW, ZoneId.of("Europe/Berlin"));

    private final ModelServer model = new ModelServer();
    private SecretsEndpoint secrets;

    @BeforeEach
    void open() throws IOException {
        secrets = new SecretsEndpoint("AKID", "secret", "eu-central-1");
        model.calls("status", "{}");
    }

    @AfterEach
    void close() {
        model.close();
        secrets.close();
    }

    private SecondOpinion opinion(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of("LAPWING_REGISTRY_TABLE", "registry",
                "LAPWING_READINGS_TABLE", "readings", "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString()));
        variables.putAll(more);
        return KeptModel.of(ChatEnvironment.of(new LambdaSettings(variables), Set.of()),
                new AwsClients(variables).secrets(), InstantSource.system());
    }

    private static Map<String, String> variables(ModelSettings settings) {
        return Map.of("LAPWING_MODEL_URL", settings.url().toString(), "LAPWING_MODEL_KEY", settings.key(),
                "LAPWING_MODEL_NAME", settings.name());
    }

    @Test
    void is_asked_with_the_key_of_its_secret() {
        secrets.put(ARN, Json.text(variables(model.settings())).json());

        assertThat(opinion(Map.of("LAPWING_CHAT_MODEL_SECRET", ARN)).on(BRIEFING)).contains(new ToolCall("status",
                "{}"));
        assertThat(model.seen().getFirst().authorization()).isEqualTo("Bearer " + ModelServer.KEY);
    }

    @Test
    void is_asked_with_the_key_of_the_environment_too() {
        assertThat(opinion(variables(model.settings())).on(BRIEFING)).isPresent();
    }

    @Test
    void nobody_is_asked_where_none_is_named_or_the_secret_cannot_be_read_or_makes_no_sense() {
        assertThat(opinion(Map.of()).isThere()).isFalse();
        assertThat(opinion(Map.of("LAPWING_CHAT_MODEL_SECRET", "")).isThere()).isFalse();
        assertThat(opinion(Map.of("LAPWING_CHAT_MODEL_SECRET", ARN)).on(BRIEFING)).isEmpty();
        secrets.put(ARN, "[1]");
        assertThat(opinion(Map.of("LAPWING_CHAT_MODEL_SECRET", ARN)).on(BRIEFING)).isEmpty();
        secrets.put(ARN, "{\"LAPWING_MODEL_KEY\":\"k\"}");
        assertThat(opinion(Map.of("LAPWING_CHAT_MODEL_SECRET", ARN)).on(BRIEFING)).isEmpty();
        assertThat(model.seen()).isEmpty();
    }

    @Test
    void half_of_it_in_the_environment_is_an_error_at_the_start() {
        assertThatIllegalStateException().isThrownBy(() -> opinion(Map.of("LAPWING_MODEL_KEY", "hidden")))
                .withMessageContaining("LAPWING_MODEL_URL is not").withMessageNotContaining("hidden");
    }
}
