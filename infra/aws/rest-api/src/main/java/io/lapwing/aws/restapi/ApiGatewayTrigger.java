package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Every HTTP request that a function URL or an HTTP API of API Gateway (payload format 2.0) hands over goes to the
/// function `api`, whatever its method, path and headers: from the event's JSON to the reply's.
///
/// Thread-safe.
public final class ApiGatewayTrigger implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(ApiGatewayTrigger.class.getName());

    private final Function<ApiRequest, ApiResponse> api;
    private final int maxBodyBytes;

    /// @param maxBodyBytes how large a request's body may be
    public ApiGatewayTrigger(Function<ApiRequest, ApiResponse> api, int maxBodyBytes) {
        this.api = api;
        this.maxBodyBytes = maxBodyBytes;
    }

    /// @throws IllegalArgumentException if the event is of another kind
    @Override
    public byte[] apply(byte[] event) {
        GatewayEvent request = GatewayEvent.read(event);
        return GatewayReply.write(answer(request, request.body()), request);
    }

    private ApiResponse answer(GatewayEvent request, byte[] body) {
        Map<String, List<String>> parameters;
        try {
            parameters = QueryString.parse(request.query());
        } catch (IllegalArgumentException e) {
            return ServerProblem.MALFORMED_QUERY.answer(request.traceParent());
        }
        return body.length > maxBodyBytes
                ? ServerProblem.BODY_TOO_LARGE.answer(request.traceParent())
                : answer(request.request(parameters, body));
    }

    private ApiResponse answer(ApiRequest request) {
        try {
            return api.apply(request);
        } catch (StoreUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
            return ServerProblem.STORE_UNAVAILABLE.answer(request.header("traceparent").orElse(null));
        } catch (RuntimeException e) {
            // Neither path nor message: there may be a token in one, and what a client sent in the other.
            LOG.log(System.Logger.Level.ERROR, "api failed on a {0}: {1}", request.method(), StackTraces.of(e));
            return ServerProblem.INTERNAL.answer(request.header("traceparent").orElse(null));
        }
    }
}
