package io.lapwing.aws.deviceingest;

import io.lapwing.aws.deviceingest.SteeringAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for commands whose time ran out.
public final class ExpireCommandsHandler extends FunctionHandler {

    public ExpireCommandsHandler() {
        super(new SteeringAwsConfiguration(Entry.EXPIRE_COMMANDS), Entry.EXPIRE_COMMANDS.bean());
    }
}
