package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/// Many instances of the function on one DynamoDB, each with a context of its own, asked at the same time.
@NeedsDynamoDb
class ParallelApiTest {

    private static final int INSTANCES = 10;
    private static final String RULE = "{\"name\":\"Gone\",\"severity\":\"info\",\"condition\":"
            + "{\"kind\":\"offline\",\"afterSeconds\":60}}";

    private final Map<String, String> variables = new HashMap<>(PackagedApi
            .environment(TestDynamoDb.shared().endpoint(), TestDynamoDb.shared().freshTables()));

    private GenericApplicationContext instance() {
        variables.putAll(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY",
                "test"));
        GenericApplicationContext context = new GenericApplicationContext();
        new ApiConfiguration(() -> new LambdaSettings(variables)).initialize(context);
        context.refresh();
        return context;
    }

    private static Client client(GenericApplicationContext instance) {
        TracedFunction function = instance.getBean(ApiConfiguration.FUNCTION, TracedFunction.class);
        return new Client(request -> GatewayWire
                .response(GatewayAnswer.read(function.apply(GatewayWire.event(request).build()))), Map.of())
                .withToken(GatewayWire.FORGE.token("acme", "alice", "admin"));
    }

    @Test
    void make_one_resource_of_fifty_parallel_requests_with_one_key() {
        List<GenericApplicationContext> instances = Stream.generate(this::instance).limit(INSTANCES).toList();
        try {
            List<Answer> answers = Racing.race(50, i -> client(instances.get(i % INSTANCES))
                    .with("Idempotency-Key", "k-1").post("/v1/rules", RULE));

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
            assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body).distinct())
                    .hasSize(1);
            assertThat(client(instances.getFirst()).get("/v1/rules").column("id")).hasSize(1);
            assertThat(client(instances.getFirst()).get("/v1/members").column("sub")).containsExactly("alice");
        } finally {
            instances.forEach(GenericApplicationContext::close);
        }
    }
}
