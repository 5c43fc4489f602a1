package com.example.bare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads an SQS event, the envelope in each of its messages and the readings in each envelope, and answers that all is
/// well.
public final class BareHandler implements RequestStreamHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ObjectNode reply = JSON.createObjectNode();
        ArrayNode failures = reply.putArray("batchItemFailures");
        for (JsonNode message : JSON.readTree(input).path("Records")) {
            JsonNode envelope = JSON.readTree(message.path("body").stringValue());
            JsonNode reading = JSON.readTree(envelope.path("payload").binaryValue());
            if (envelope.path("topic").stringValue().isEmpty() || reading.path("values").isEmpty()) {
                failures.addObject().put("itemIdentifier", message.path("messageId").stringValue());
            }
        }
        output.write(JSON.writeValueAsBytes(reply));
    }
}
