package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// The same beans on Spring Cloud Function's own invoker: it answers all that our handler does, with a function beside
/// it that a client might want to choose.
@NeedsDynamoDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionInvokerTest extends ApiScenarios {

    private static final String STREAMED = "apiGatewayStreamed";
    private static final Map<String, String> PROPERTIES = Map.of("MAIN_CLASS", OnSpringCloudFunction.class.getName(),
            "spring.cloud.function.definition", STREAMED,
            "org.springframework.boot.logging.LoggingSystem", "none");

    private FunctionInvoker invoker;

    /// What Spring Cloud Function starts.
    public static final class OnSpringCloudFunction
            implements
            ApplicationContextInitializer<GenericApplicationContext> {

        @Override
        public void initialize(GenericApplicationContext context) {
            Map<String, String> variables = new HashMap<>(PackagedApi.environment(TestDynamoDb.shared().endpoint(),
                    TestDynamoDb.shared().freshTables()));
            variables.putAll(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test"));
            new ApiConfiguration(() -> new LambdaSettings(variables)).initialize(context);
            context.registerBean(STREAMED, FunctionRegistration.class, () -> registration(STREAMED,
                    new StreamedFunction(context.getBean(ApiConfiguration.FUNCTION, TracedFunction.class)),
                    InputStream.class, byte[].class));
            context.registerBean("uppercase", FunctionRegistration.class,
                    () -> registration("uppercase", new Uppercase(), String.class, String.class));
        }

        private static FunctionRegistration<?> registration(String name, Function<?, ?> function, Class<?> input,
                Class<?> output) {
            return new FunctionRegistration<>(function, name).type(FunctionTypeUtils.functionType(input, output));
        }
    }

    @BeforeAll
    void start() {
        PROPERTIES.forEach(System::setProperty);
        invoker = new FunctionInvoker();
    }

    @AfterAll
    void unpin() {
        PROPERTIES.keySet().forEach(System::clearProperty);
    }

    @Override
    protected GatewayAnswer send(GatewayEventBuilder event) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try {
            invoker.handleRequest(new ByteArrayInputStream(event.build()), reply, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return GatewayAnswer.read(reply.toByteArray());
    }
}
