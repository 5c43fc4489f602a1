package com.example.bare.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The bare handler that stores what it reads, with as many requests and items as ours once that is warm: it reads the
/// devices' states, and writes a claim, a pack of readings and the state of each message's device in one transaction.
public final class BareDynamoDbHandler implements RequestStreamHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BareTables tables = new BareTables(System.getenv());

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<BareMessage> messages = new ArrayList<>();
        for (JsonNode message : JSON.readTree(input).path("Records")) {
            JsonNode envelope = JSON.readTree(message.path("body").stringValue());
            JsonNode reading = JSON.readTree(envelope.path("payload").binaryValue());
            String[] topic = envelope.path("topic").stringValue().split("/", -1);
            messages.add(new BareMessage(topic[2] + "/" + topic[3], reading.path("mid").asString(),
                    reading.path("ts").asLong(), JSON.writeValueAsString(reading.path("values"))));
        }
        tables.store(messages);
        ObjectNode reply = JSON.createObjectNode();
        reply.putArray("batchItemFailures");
        output.write(JSON.writeValueAsBytes(reply));
    }
}
