package io.lapwing.aws.runtime.http;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Every HTTP request that a function URL or an HTTP API of API Gateway (payload format 2.0) hands over goes to the
/// function, whatever its method, path and headers: from the event's JSON to the reply's.
///
/// Thread-safe.
public final class ApiGatewayTrigger implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(ApiGatewayTrigger.class.getName());

    private final String name;
    private final Function<ApiRequest, ApiResponse> function;
    private final int maxBodyBytes;

    /// @param name what the function is called everywhere
    /// @param maxBodyBytes how large a request's body may be
    public ApiGatewayTrigger(String name, Function<ApiRequest, ApiResponse> function, int maxBodyBytes) {
        this.name = name;
        this.function = function;
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
            return function.apply(request);
        } catch (StoreUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
            return ServerProblem.STORE_UNAVAILABLE.answer(request.header("traceparent").orElse(null));
        } catch (RuntimeException e) {
            // Neither path nor message: there may be a token in one, and what a client sent in the other.
            LOG.log(System.Logger.Level.ERROR, "{0} failed on a {1}: {2}", name, request.method(), StackTraces.of(e));
            return ServerProblem.INTERNAL.answer(request.header("traceparent").orElse(null));
        }
    }
}
