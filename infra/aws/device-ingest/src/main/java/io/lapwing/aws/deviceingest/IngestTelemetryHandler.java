package io.lapwing.aws.deviceingest;

import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls.
public final class IngestTelemetryHandler extends FunctionHandler {

    public IngestTelemetryHandler() {
        super(new DeviceIngestAwsConfiguration(), DeviceIngestAwsConfiguration.FUNCTION);
    }
}
