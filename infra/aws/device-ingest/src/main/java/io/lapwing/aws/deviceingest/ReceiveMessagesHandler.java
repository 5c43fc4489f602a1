package io.lapwing.aws.deviceingest;

import io.lapwing.aws.deviceingest.SteeringAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for messages that bring no readings.
public final class ReceiveMessagesHandler extends FunctionHandler {

    public ReceiveMessagesHandler() {
        super(new SteeringAwsConfiguration(Entry.RECEIVE_MESSAGES), Entry.RECEIVE_MESSAGES.bean());
    }
}
