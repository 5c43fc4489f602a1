package io.lapwing.aws.deviceingest;

import io.lapwing.aws.deviceingest.SteeringAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for devices that it is time to look at.
public final class CheckDevicesHandler extends FunctionHandler {

    public CheckDevicesHandler() {
        super(new SteeringAwsConfiguration(Entry.CHECK_DEVICES), Entry.CHECK_DEVICES.bean());
    }
}
