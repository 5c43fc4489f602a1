package io.lapwing.aws.emulator.training;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbTables;

import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variables that functions are configured by, for functions that talk to one address only.
public final class TrainingEnvironment {

    private static final DynamoDbTables TABLES = new DynamoDbTables("registry", "readings");

    private TrainingEnvironment() {}

    /// For a function that is to be trained: everything is in one place.
    static Map<String, String> at(URI services) {
        Map<String, String> variables = of(services, services, TABLES);
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", services.toString());
        return variables;
    }

    /// Without tracing.
    ///
    /// @param services the [TrainingServices]
    /// @param dynamoDb where the tables are
    public static Map<String, String> of(URI services, URI dynamoDb, DynamoDbTables tables) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKIAEMULATED");
        variables.put("AWS_SECRET_ACCESS_KEY", "emulated");
        variables.put("AWS_ENDPOINT_URL", services.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        variables.put("LAPWING_REGISTRY_TABLE", tables.registry());
        variables.put("LAPWING_READINGS_TABLE", tables.readings());
        variables.put("LAPWING_IOT_ENDPOINT", services.toString());
        variables.put("LAPWING_STREAM_ROLE", "arn:aws:iam::123456789012:role/lapwing-apps");
        variables.put("LAPWING_TOKEN_ISSUER", TrainingIssuer.ISSUER);
        variables.put("LAPWING_TOKEN_AUDIENCE", TrainingIssuer.AUDIENCE);
        variables.put("LAPWING_JWKS_URL", services + "/jwks.json");
        variables.put("LAPWING_CHAT_SLACK_SECRET", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack");
        variables.put("LAPWING_SLACK_API_URL", services.toString());
        for (String queue : List.of("INPUTS", "POSTS", "NEWS", "BOARDS")) {
            variables.put("LAPWING_CHAT_" + queue + "_QUEUE", services + "/123456789012/" + queue);
        }
        variables.put("LAPWING_CURSOR_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        return variables;
    }

    /// Registers the devices that the events are of.
    public static void registerFleet(Map<String, String> variables) {
        DynamoDbTables tables = new DynamoDbTables(variables.getOrDefault("LAPWING_REGISTRY_TABLE", ""),
                variables.getOrDefault("LAPWING_READINGS_TABLE", ""));
        TrainingFleet.register(new DynamoDbDeviceRegistry(
                new DynamoDatabase(new AwsClients(variables).dynamoDb(), tables), InstantSource.system()));
    }
}
