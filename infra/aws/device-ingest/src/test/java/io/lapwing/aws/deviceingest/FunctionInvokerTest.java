package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDbStores;
import io.lapwing.aws.runtime.FunctionHandler;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/// The same beans, called by our handler and by Spring Cloud Function's own.
@NeedsDynamoDb
class FunctionInvokerTest {

    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");
    private static final String PINNED = "pinnedIngestTelemetry";
    private static final Map<String, String> PROPERTIES = Map.of("MAIN_CLASS", OnSpringCloudFunction.class.getName(),
            "spring.cloud.function.definition", PINNED,
            "org.springframework.boot.logging.LoggingSystem", "none");

    private static DynamoDbTables tables = new DynamoDbTables("", "");

    private record Side(Stores stores, RequestStreamHandler handler) {

        String handle(byte[] event) throws IOException {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), output, new ACall("r-1", 60_000));
            return output.toString(StandardCharsets.UTF_8);
        }

        List<StoredReading> readings() {
            return Pages.all(page -> stores.telemetry()
                    .readings(new ReadingsQuery(GoldenEvent.PUMP, Set.of(), Instant.EPOCH, FAR_AWAY), page));
        }

        List<String> quarantined() {
            return Pages.all(page -> stores.quarantine().list(GoldenEvent.PUMP.tenant(), page)).stream()
                    .map(entry -> entry.message().id() + " " + entry.message().code()).sorted().toList();
        }
    }

    /// What Spring Cloud Function starts.
    public static final class OnSpringCloudFunction
            implements
            ApplicationContextInitializer<GenericApplicationContext> {

        @Override
        public void initialize(GenericApplicationContext context) {
            configuration().initialize(context);
            context.registerBean("registration", FunctionRegistration.class,
                    () -> new FunctionRegistration<>(
                            context.getBean(DeviceIngestAwsConfiguration.FUNCTION, TracedFunction.class), PINNED)
                            .type(TracedFunction.class));
        }
    }

    private static final class OurHandler extends FunctionHandler {

        OurHandler() {
            super(configuration(), DeviceIngestAwsConfiguration.FUNCTION);
        }
    }

    private static DeviceIngestAwsConfiguration configuration() {
        Map<String, String> variables = Map.of("LAPWING_REGISTRY_TABLE", tables.registry(), "LAPWING_READINGS_TABLE",
                tables.readings(), "LAPWING_IOT_ENDPOINT", "http://127.0.0.1:9", "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB",
                TestDynamoDb.shared().endpoint().toString());
        return new DeviceIngestAwsConfiguration(() -> new LambdaSettings(variables));
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
        Stores stores = TestDynamoDbStores.on(new DynamoDatabase(TestDynamoDb.shared().client(), tables));
        GoldenEvent.register(stores.registry());
        return new Side(stores, ours ? new OurHandler() : new FunctionInvoker());
    }

    static List<GoldenEvent> golden_events() {
        return GoldenEvent.all().toList();
    }

    @ParameterizedTest
    @MethodSource("golden_events")
    void gives_the_same_reply_and_the_same_effects(GoldenEvent golden) throws IOException {
        byte[] event = golden.event(System.currentTimeMillis());
        Side ours = side(true);
        Side springs = side(false);

        String reply = ours.handle(event);

        assertThat(springs.handle(event)).isEqualTo(reply).isEqualTo(golden.reply());
        assertThat(springs.readings()).isEqualTo(ours.readings());
        assertThat(springs.quarantined()).isEqualTo(ours.quarantined());
    }
}
