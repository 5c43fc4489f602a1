package io.lapwing.sharedmodel.port;

/// The outside world did not answer, or not in time. The same call can succeed later; triggers choose between a retry
/// and an answer that says so.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param operation what was tried, as the port's method is called (`TelemetryStore.append`)
    /// @param key on what
    public StoreUnavailable(String operation, String key, Throwable cause) {
        super(operation + " of " + key + ": " + cause.getMessage(), cause);
    }
}
