package io.lapwing.aws.runtime;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// A function with all its beans, which can be taken down and made again: what is made anew after a snapshot cannot
/// have been captured by it, be it a connection, a credential, a random number or a time.
final class LiveFunction {

    private final FunctionConfiguration configuration;
    private final String name;
    private volatile @Nullable Running running;

    private record Running(FunctionContext context, Function<byte[], byte[]> function) {}

    LiveFunction(FunctionConfiguration configuration, String name) {
        this.configuration = configuration;
        this.name = name;
    }

    void start() {
        FunctionContext context = new FunctionContext();
        try {
            configuration.initialize(context);
            context.refresh();
            running = new Running(context, functionOf(context));
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    void stop() {
        Running stopped = running;
        running = null;
        if (stopped != null) {
            stopped.context().close();
        }
    }

    byte[] apply(byte[] event) {
        Running current = running;
        if (current == null) {
            throw new IllegalStateException(name + " was stopped for a snapshot, and is not restored");
        }
        return current.function().apply(event);
    }

    @SuppressWarnings("unchecked") // the pinned function's type is the configuration's own promise
    private Function<byte[], byte[]> functionOf(FunctionContext context) {
        return (Function<byte[], byte[]>) context.getBean(name, Function.class);
    }
}
