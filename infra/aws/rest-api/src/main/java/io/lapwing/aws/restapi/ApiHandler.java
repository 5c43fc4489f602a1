package io.lapwing.aws.restapi;

import io.lapwing.aws.runtime.FunctionHandler;

/// The Lambda function `api`.
public final class ApiHandler extends FunctionHandler {

    /// For Lambda.
    public ApiHandler() {
        super(new ApiConfiguration(), ApiConfiguration.FUNCTION);
    }
}
