package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.chatbot.functions.ReceiveChat;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

import org.springframework.context.support.GenericApplicationContext;

/// `receiveChat` behind its trigger, before a queue that forgets what it takes.
public final class InMemoryReceiveChatConfiguration extends FunctionConfiguration {

    static final String FUNCTION = "receiveChatFromGateway";

    private static final int MAX_BODY_BYTES = 1 << 20;
    /// What the benchmark's events are signed with.
    private static final Map<String, String> SLACK = Map.of("LAPWING_SLACK_SIGNING_SECRET", "not-a-secret",
            "LAPWING_SLACK_BOT_TOKEN", "xoxb-none");

    public InMemoryReceiveChatConfiguration() {
        super(LambdaSettings::ofProcess);
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        context.registerBean(ReceiveChat.class, () -> {
            InstantSource clock = context.getBean(InstantSource.class);
            return ReceiveChat.of(ChannelSettings.from(SLACK).webhooks(clock), _ -> {},
                    new InMemoryStores().idempotency(), clock, new SecureRandom());
        });
        context.registerBean(FUNCTION, TracedFunction.class,
                () -> new TracedFunction("receiveChat",
                        new ApiGatewayTrigger("receiveChat", context.getBean(ReceiveChat.class), MAX_BODY_BYTES),
                        context.getBean(Tracing.class), context.getBean(EmbeddedMetrics.class)::flush));
    }
}
