package io.lapwing.aws.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/// What Lambda starts: one function, fixed in code, from the event's bytes to the reply's. Nothing in an event or in
/// the environment chooses another one.
public abstract class FunctionHandler implements RequestStreamHandler {

    /// More than Lambda lets through.
    private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;

    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private final LiveFunction function;

    /// @param function the name of the bean to call, a `Function<byte[], byte[]>`
    protected FunctionHandler(FunctionConfiguration configuration, String function) {
        JsonLog.install();
        this.function = new LiveFunction(configuration, function);
        this.function.start();
        if ("snap-start".equals(System.getenv(INITIALIZATION_TYPE))) {
            SnapStart.register(this.function);
        }
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readNBytes(MAX_EVENT_BYTES + 1);
        if (event.length > MAX_EVENT_BYTES) {
            throw new IllegalArgumentException("an event of more than " + MAX_EVENT_BYTES + " bytes");
        }
        Invocation invocation = Invocation.endingIn(context.getAwsRequestId(),
                Duration.ofMillis(context.getRemainingTimeInMillis()));
        output.write(invocation.call(() -> function.apply(event)));
    }
}
