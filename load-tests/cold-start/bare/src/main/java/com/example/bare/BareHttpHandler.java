package com.example.bare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads an HTTP request of API Gateway, and answers with its method and path.
public final class BareHttpHandler implements RequestStreamHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("method", event.path("requestContext").path("http").path("method").stringValue());
        answer.put("path", event.path("rawPath").stringValue());
        ObjectNode reply = JSON.createObjectNode();
        reply.put("statusCode", 200).putObject("headers").put("content-type", "application/json");
        reply.put("body", JSON.writeValueAsString(answer));
        output.write(JSON.writeValueAsBytes(reply));
    }
}
