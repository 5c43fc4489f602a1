package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/// The function `api`, put together by the first request that needs its key: only then does the platform tell it. A
/// failure is the request's; the next one tries again.
///
/// Whether the function lives, and what it lacks, is answered without: no key is needed to say that there is none.
///
/// Thread-safe.
final class ApiOnceKeyIsKnown implements Function<ApiRequest, ApiResponse> {

    private static final Set<String> WITHOUT_KEY = Set.of("/healthz", "/readyz");

    private final Function<ApiRequest, ApiResponse> keyless;
    private final Supplier<SecretKey> key;
    private final Function<SecretKey, Function<ApiRequest, ApiResponse>> start;
    private volatile @Nullable Function<ApiRequest, ApiResponse> api;

    /// @param keyless the function with a key that nobody else has
    /// @param key asked by each request until it tells
    /// @param start makes the function
    ApiOnceKeyIsKnown(Function<ApiRequest, ApiResponse> keyless, Supplier<SecretKey> key,
            Function<SecretKey, Function<ApiRequest, ApiResponse>> start) {
        this.keyless = keyless;
        this.key = key;
        this.start = start;
    }

    @Override
    public ApiResponse apply(ApiRequest request) {
        return (WITHOUT_KEY.contains(request.path()) ? keyless : api()).apply(request);
    }

    private Function<ApiRequest, ApiResponse> api() {
        Function<ApiRequest, ApiResponse> started = api;
        return started == null ? start() : started;
    }

    private synchronized Function<ApiRequest, ApiResponse> start() {
        Function<ApiRequest, ApiResponse> started = api;
        if (started == null) {
            started = start.apply(key.get());
            api = started;
        }
        return started;
    }
}
