package io.lapwing.aws.adapters;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Asks the database with each call for what it bills, and sums it up.
final class ConsumedCapacity implements ExecutionInterceptor {

    private final DoubleAdder written = new DoubleAdder();
    private final DoubleAdder read = new DoubleAdder();

    /// A client whose calls are summed up here.
    DynamoDbClient client() {
        return DynamoDbClient.builder().endpointOverride(TestDynamoDb.shared().endpoint()).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(this)).build();
    }

    /// Write request units since the last reset.
    double written() {
        return written.sum();
    }

    /// Read request units since the last reset.
    double read() {
        return read.sum();
    }

    void reset() {
        written.reset();
        read.reset();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case TransactWriteItemsRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case BatchGetItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case GetItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest request -> request.toBuilder().returnConsumedCapacity(total).build();
            default -> context.request();
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkResponse answer = context.response();
        switch (answer) {
            case TransactWriteItemsResponse response -> add(written, response.consumedCapacity());
            case PutItemResponse response -> add(written, List.of(response.consumedCapacity()));
            case DeleteItemResponse response -> add(written, List.of(response.consumedCapacity()));
            case UpdateItemResponse response -> add(written, List.of(response.consumedCapacity()));
            case BatchGetItemResponse response -> add(read, response.consumedCapacity());
            case GetItemResponse response -> add(read, List.of(response.consumedCapacity()));
            case QueryResponse response -> add(read, List.of(response.consumedCapacity()));
            default -> {
                // Nothing of what the stores do at each message.
            }
        }
    }

    private static void add(DoubleAdder sum,
            List<software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity> capacities) {
        capacities.forEach(capacity -> sum.add(capacity.capacityUnits()));
    }
}
