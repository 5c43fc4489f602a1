package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// A sender whose token is in Secrets Manager, before a Slack.
class KeptSenderTest extends ChatSenderContract {

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-slack-Ab1";

    private final SlackPlatform slack = new SlackPlatform();
    private final SecretsEndpoint secrets = secrets();
    private final ChatSender sender = kept();

    private static SecretsEndpoint secrets() {
        try {
            SecretsEndpoint endpoint = new SecretsEndpoint("AKID", "secret", "eu-central-1");
            endpoint.put(ARN, "{\"LAPWING_SLACK_SIGNING_SECRET\":\"s\",\"LAPWING_SLACK_BOT_TOKEN\":\""
                    + SlackPlatform.TOKEN + "\"}");
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChatSender kept() {
        Map<String, String> variables = Map.of("LAPWING_REGISTRY_TABLE", "registry", "LAPWING_READINGS_TABLE",
                "readings", "LAPWING_CHAT_SLACK_SECRET", ARN, "LAPWING_SLACK_API_URL", slack.api().toString(),
                "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
        return Objects.requireNonNull(new KeptChannels(ChatEnvironment.of(new LambdaSettings(variables), Set.of()),
                new AwsClients(variables).secrets(), InstantSource.fixed(T0)).senders().senders().get(Channel.SLACK));
    }

    @AfterEach
    void close() {
        slack.close();
        secrets.close();
    }

    @Override
    protected ChatSender sender() {
        return sender;
    }

    @Override
    protected ChatPlace place() {
        return new ChatPlace(Channel.SLACK, "T061EG9R6", SlackPlatform.CHANNEL, null, null);
    }

    @Override
    protected List<Shown> shown() {
        return slack.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        slack.server.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return true;
    }

    @Test
    void a_message_waits_while_the_secret_cannot_be_read() {
        secrets.fail(500, "");

        assertThat(sender.post(place(), ChatMessage.of("on"))).isInstanceOf(Sent.TryLater.class);

        assertThat(slack.server.seen()).isEmpty();
    }
}
