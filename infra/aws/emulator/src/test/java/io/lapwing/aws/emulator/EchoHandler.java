package io.lapwing.aws.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeSet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/// A function that does as its event says.
public final class EchoHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        String answer = switch (event) {
            case "throw" -> throw new IllegalArgumentException("told to");
            case "sleep" -> sleep();
            case "exit" -> exit();
            case "context" -> context.getAwsRequestId() + " " + context.getInvokedFunctionArn() + " "
                    + (context.getRemainingTimeInMillis() > 1000) + " "
                    + System.getProperty("com.amazonaws.xray.traceHeader", "");
            case "environment" -> String.join("\n", new TreeSet<>(System.getenv().keySet()));
            default -> event;
        };
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String sleep() {
        try {
            Thread.sleep(Duration.ofSeconds(3));
            return "slept";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String exit() {
        Runtime.getRuntime().halt(7);
        return "";
    }
}
