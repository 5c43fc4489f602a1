package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ObjectContent.BadSource;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.Set;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Tells what an error of the SDK means.
final class AwsErrors {

    private static final Set<String> OUTAGES = Set.of("RequestTimeout", "RequestThrottled", "OverLimit",
            "ServiceUnavailable", "InternalError", "SlowDown", "KmsThrottled");

    private AwsErrors() {}

    /// An outage for what another try may help against, the source's own error for what it did, and the error as it is
    /// for a fault of ours: a wrong name, a missing permission.
    ///
    /// @param operation what was done, as the port's method is called
    static RuntimeException translate(String operation, String key, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSource bad) {
                return bad;
            }
        }
        return isOutage(e) ? new StoreUnavailable(operation, key, e) : e;
    }

    private static boolean isOutage(SdkException e) {
        return !(e instanceof AwsServiceException service) || service.isThrottlingException()
                || service.statusCode() >= 500
                || OUTAGES.contains(code(service));
    }

    /// An answer without a body has none.
    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    }
}
