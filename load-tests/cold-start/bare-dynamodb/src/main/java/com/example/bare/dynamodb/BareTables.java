package com.example.bare.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The two tables, and what is asked of them.
final class BareTables {

    private final String registry;
    private final String readings;
    private final DynamoDbClient dynamoDb;

    BareTables(Map<String, String> environment) {
        registry = Objects.requireNonNull(environment.get("LAPWING_REGISTRY_TABLE"));
        readings = Objects.requireNonNull(environment.get("LAPWING_READINGS_TABLE"));
        dynamoDb = DynamoDbClient.builder().region(Region.of(environment.getOrDefault("AWS_REGION", "eu-central-1")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .endpointOverride(URI.create(Objects.requireNonNull(environment.get("AWS_ENDPOINT_URL"))))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Duration.ofSeconds(2)))
                .build();
    }

    void store(List<BareMessage> messages) {
        read(messages.stream().map(message -> key("S#" + message.key(), "S")).toList());
        dynamoDb.transactWriteItems(
                request -> request.transactItems(messages.stream().flatMap(this::writes).toList()));
    }

    private void read(List<Map<String, AttributeValue>> keys) {
        dynamoDb.batchGetItem(request -> request.requestItems(
                Map.of(registry, KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
    }

    private Stream<TransactWriteItem> writes(BareMessage message) {
        Map<String, AttributeValue> claim = key("BARE-C#" + message.key(), message.mid());
        claim.put("until", AttributeValue.fromN(Long.toString(message.ts() + 86_400_000)));
        Map<String, AttributeValue> pack = key("BARE#" + message.key(), Long.toString(message.ts()));
        pack.put("values", AttributeValue.fromB(SdkBytes.fromUtf8String(message.values())));
        Map<String, AttributeValue> changes = Map.of(":ts", AttributeValue.fromN(Long.toString(message.ts())), ":one",
                AttributeValue.fromN("1"));
        return Stream.of(
                TransactWriteItem.builder().put(put -> put.tableName(registry).item(claim)
                        .conditionExpression("attribute_not_exists(pk)")).build(),
                TransactWriteItem.builder().put(put -> put.tableName(readings).item(pack)).build(),
                TransactWriteItem.builder().update(update -> update.tableName(registry)
                        .key(key("BARE-S#" + message.key(), "S")).updateExpression("SET seen = :ts ADD n :one")
                        .conditionExpression("attribute_not_exists(seen) OR seen <= :ts")
                        .expressionAttributeValues(changes)).build());
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return new HashMap<>(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)));
    }
}
