package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.runtime.FunctionHandler;

/// What the runtime interface client calls.
public final class InMemoryIngestHandler extends FunctionHandler {

    public InMemoryIngestHandler() {
        super(new InMemoryIngestConfiguration(), InMemoryIngestConfiguration.FUNCTION);
    }
}
