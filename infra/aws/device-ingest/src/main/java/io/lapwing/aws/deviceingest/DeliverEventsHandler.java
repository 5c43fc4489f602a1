package io.lapwing.aws.deviceingest;

import io.lapwing.aws.deviceingest.SteeringAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for what goes into the outbox.
public final class DeliverEventsHandler extends FunctionHandler {

    public DeliverEventsHandler() {
        super(new SteeringAwsConfiguration(Entry.DELIVER_EVENTS), Entry.DELIVER_EVENTS.bean());
    }
}
