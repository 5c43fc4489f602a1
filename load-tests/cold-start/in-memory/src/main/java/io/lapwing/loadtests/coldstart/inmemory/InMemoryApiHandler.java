package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.runtime.FunctionHandler;

/// What the runtime interface client calls.
public final class InMemoryApiHandler extends FunctionHandler {

    public InMemoryApiHandler() {
        super(new InMemoryApiConfiguration(), InMemoryApiConfiguration.FUNCTION);
    }
}
