package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.runtime.FunctionHandler;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.sharedmodel.chat.ChatQueues;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.sqs.model.Message;

import static org.assertj.core.api.Assertions.assertThat;

/// The same beans, called by our handler and by Spring Cloud Function's own.
@NeedsDynamoDb
class FunctionInvokerTest {

    private static final String PINNED = "pinnedReceiveChat";
    private static final Map<String, String> PROPERTIES = Map.of("MAIN_CLASS", OnSpringCloudFunction.class.getName(),
            "spring.cloud.function.definition", PINNED, "org.springframework.boot.logging.LoggingSystem", "none");

    private static DynamoDbTables tables = new DynamoDbTables("", "");
    private static TestQueues queues = new TestQueues();

    private record Side(TestQueues queues, RequestStreamHandler handler) {

        String handle(byte[] event) throws IOException {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), output, new ACall("r-1", 60_000));
            return output.toString(StandardCharsets.UTF_8);
        }

        List<String> sent() {
            return queues.take(ChatQueues.INPUTS).stream().map(Message::body).toList();
        }
    }

    /// What Spring Cloud Function starts.
    public static final class OnSpringCloudFunction
            implements
            ApplicationContextInitializer<GenericApplicationContext> {

        @Override
        public void initialize(GenericApplicationContext context) {
            configuration().initialize(context);
            context.registerBean(PINNED, FunctionRegistration.class, () -> new FunctionRegistration<>(
                    new StreamedFunction(context.getBean(ReceiveChatConfiguration.FUNCTION, TracedFunction.class)),
                    PINNED).type(FunctionTypeUtils.functionType(InputStream.class, byte[].class)));
        }
    }

    private static final class OurHandler extends FunctionHandler {

        OurHandler() {
            super(configuration(), ReceiveChatConfiguration.FUNCTION);
        }
    }

    private static ReceiveChatConfiguration configuration() {
        Map<String, String> variables = new HashMap<>(GoldenEvent.secrets());
        variables.putAll(Map.of("LAPWING_REGISTRY_TABLE", tables.registry(), "LAPWING_READINGS_TABLE",
                tables.readings(), "LAPWING_CHAT_INPUTS_QUEUE", queues.url(ChatQueues.INPUTS), "AWS_REGION",
                "eu-central-1", "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_DYNAMODB", TestDynamoDb.shared().endpoint().toString(), "AWS_ENDPOINT_URL_SQS",
                queues.endpoint().toString()));
        return new ReceiveChatConfiguration(() -> new LambdaSettings(variables));
    }

    @BeforeAll
    static void pin() {
        PROPERTIES.forEach(System::setProperty);
    }

    @AfterAll
    static void unpin() {
        PROPERTIES.keySet().forEach(System::clearProperty);
    }

    private static Side side(boolean ours) {
        tables = TestDynamoDb.shared().freshTables();
        queues = new TestQueues();
        return new Side(queues, ours ? new OurHandler() : new FunctionInvoker());
    }

    static List<GoldenEvent> golden_events() {
        return GoldenEvent.all().toList();
    }

    @ParameterizedTest
    @MethodSource("golden_events")
    void gives_the_same_reply_and_the_same_effects(GoldenEvent golden) throws IOException {
        Side ours = side(true);
        Side springs = side(false);

        String reply = ours.handle(golden.event());

        assertThat(springs.handle(golden.event())).isEqualTo(reply).isEqualTo(golden.reply());
        assertThat(springs.sent()).isEqualTo(ours.sent())
                .hasSize(golden.rule().matches("a-message-.*|a-body-.*") ? 1 : 0);
    }
}
