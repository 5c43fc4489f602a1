package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.aws.runtime.FunctionHandler;

/// `receiveChat` without AWS's client.
public final class InMemoryReceiveChatHandler extends FunctionHandler {

    public InMemoryReceiveChatHandler() {
        super(new InMemoryReceiveChatConfiguration(), InMemoryReceiveChatConfiguration.FUNCTION);
    }
}
