package com.example.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An application with one function, behind the adapter's `FunctionInvoker`.
@SpringBootApplication
public class DemoApplication {

    public static void main(String[] args) {
        SpringApplication.run(DemoApplication.class, args);
    }

    /// Does what the bare handler does.
    @Bean
    public Function<SQSEvent, SQSBatchResponse> ingest() {
        JsonMapper json = JsonMapper.builder().build();
        return event -> {
            List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
            for (SQSEvent.SQSMessage message : event.getRecords()) {
                JsonNode envelope = json.readTree(message.getBody());
                JsonNode reading = json.readTree(envelope.path("payload").binaryValue());
                if (envelope.path("topic").stringValue().isEmpty() || reading.path("values").isEmpty()) {
                    failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
                }
            }
            return new SQSBatchResponse(failures);
        };
    }
}
