package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.emulator.training.TrainingEnvironment;
import io.lapwing.aws.emulator.training.TrainingFleet;
import io.lapwing.aws.emulator.training.TrainingIssuer;
import io.lapwing.aws.emulator.training.TrainingServices;
import io.lapwing.loadtests.process.Dynoxide;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What the measured functions talk to: tables with a fleet's devices, an issuer's keys, a collector of spans.
final class Stage implements AutoCloseable {

    private static final DynamoDbTables TABLES = new DynamoDbTables("registry", "readings");

    private final Dynoxide dynoxide = Dynoxide.start();
    private final TrainingIssuer issuer = new TrainingIssuer();
    private final TrainingServices services = new TrainingServices(issuer.jwks());

    private Stage() {}

    static Stage set() {
        Stage stage = new Stage();
        try (DynamoDbClient dynamoDb = new AwsClients(stage.environment()).dynamoDb()) {
            Stream.of(TABLES.registry(), TABLES.readings()).forEach(table -> create(dynamoDb, table));
        }
        TrainingEnvironment.registerFleet(stage.environment());
        return stage;
    }

    /// What a function is told, without tracing.
    Map<String, String> environment() {
        return TrainingEnvironment.of(services.address(), dynoxide.address(), TABLES);
    }

    /// Where spans are taken.
    String collector() {
        return services.address().toString();
    }

    String token() {
        return issuer.adminToken(TrainingFleet.TENANT);
    }

    @Override
    public void close() {
        services.close();
        dynoxide.close();
    }

    private static void create(DynamoDbClient dynamoDb, String table) {
        dynamoDb.createTable(request -> request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(List.of(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build(),
                        KeySchemaElement.builder().attributeName("sk").keyType(KeyType.RANGE).build()))
                .attributeDefinitions(List.of(text("pk"), text("sk"))));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }
}
