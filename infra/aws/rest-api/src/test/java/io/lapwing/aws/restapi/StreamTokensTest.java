package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.StsEndpoint;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import static io.lapwing.restapi.scenarios.Client.assertProblem;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// The way of an app that listens, through events of API Gateway: its token, and what is published for it then.
@NeedsDynamoDb
class StreamTokensTest {

    private static final String PATH = "/v1/stream-tokens";
    private static final String ROLE = "LAPWING_STREAM_ROLE";

    private final List<String> published = new CopyOnWriteArrayList<>();
    private final Map<String, String> variables = new HashMap<>(PackagedApi
            .environment(TestDynamoDb.shared().endpoint(), TestDynamoDb.shared().freshTables()));
    private final GenericApplicationContext context = new GenericApplicationContext();
    private HttpServer iot;
    private StsEndpoint sts;

    @BeforeEach
    void open() throws IOException {
        sts = new StsEndpoint("AKID", "secret", "eu-central-1");
        iot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        iot.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            published.add(exchange.getRequestURI().getPath() + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        iot.start();
        variables.putAll(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY",
                "secret", "AWS_ENDPOINT_URL_STS", sts.url().toString(), "LAPWING_IOT_ENDPOINT",
                "http://127.0.0.1:" + iot.getAddress().getPort(), ROLE, "arn:aws:iam::123456789012:role/apps"));
    }

    @AfterEach
    void close() {
        context.close();
        iot.stop(0);
        sts.close();
    }

    private Client api() {
        new ApiConfiguration(() -> new LambdaSettings(variables)).initialize(context);
        context.refresh();
        TracedFunction function = context.getBean(ApiConfiguration.FUNCTION, TracedFunction.class);
        return new Client(request -> GatewayWire
                .response(GatewayAnswer.read(function.apply(GatewayWire.event(request).build()))), Map.of());
    }

    private static Client as(String role, Client api) {
        return api.withToken(GatewayWire.FORGE.token("acme", role, role));
    }

    @Test
    void a_viewer_gets_a_token_for_his_tenant_and_the_stream_says_where() {
        Client viewer = as("viewer", api());

        Answer token = viewer.post(PATH, "{\"devices\":[\"pump-7\"],\"kinds\":[\"readings\"]}");

        assertThat(token.status()).as(token.toString()).isEqualTo(201);
        assertThat(token.field("topics")).isEqualTo(List.of("app/v1/acme/readings/pump-7"));
        assertThat(String.valueOf(token.field("url"))).startsWith("wss://127.0.0.1:").contains("X-Amz-Signature=");
        Answer stream = viewer.get("/v1/stream");
        assertProblem(stream, 501, "NO_STREAM_HERE");
        assertThat(String.valueOf(stream.field("detail"))).contains("POST " + PATH);
    }

    @Test
    void more_topics_than_a_token_can_name_are_refused() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "\"" + "p".repeat(60) + i + "\"")
                .collect(Collectors.joining(","));

        assertProblem(as("viewer", api()).post(PATH, "{\"devices\":[" + hundred + "]}"), 422, "TOO_MANY_TOPICS");
    }

    @Test
    void without_a_role_for_apps_there_are_no_tokens() {
        variables.remove(ROLE);

        assertProblem(as("viewer", api()).post(PATH, "{}"), 501, "NO_STREAM_TOKENS_HERE");
    }

    @Test
    void what_is_ingested_over_HTTP_is_published_for_who_listens() {
        Client api = api();
        assertThat(
                as("admin", api).post("/v1/devices", "{\"id\":\"pump-7\",\"name\":\"P\",\"type\":\"pump\"}").status())
                .isEqualTo(201);
        as("operator", api).post("/v1/devices/pump-7/telemetry", "{\"t\":20.5}");
        assertThat(published).isEmpty();

        assertThat(as("viewer", api).post(PATH, "{\"kinds\":[\"readings\"]}").status()).isEqualTo(201);

        within(Duration.ofSeconds(10), () -> {
            as("operator", api).post("/v1/devices/pump-7/telemetry", "{\"t\":21.5}");
            assertThat(published).anySatisfy(message -> assertThat(message).contains(
                    "app/v1/acme/readings/pump-7 {\"deviceId\":\"pump-7\"", "\"values\":{\"t\":21.5}"));
        });
    }
}
