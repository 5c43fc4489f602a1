package io.lapwing.aws.chatbot;

import io.lapwing.aws.runtime.Tracing;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Has a request begin its trace with the span of this call, so that what comes of it is a part of that: platforms send
/// no trace.
record TracedRequests(String name, Function<ApiRequest, ApiResponse> function, Tracing tracing)
        implements
        Function<ApiRequest, ApiResponse> {

    private static final String HEADER = "traceparent";
    private static final int SERVER_FAULT = 500;

    @Override
    public ApiResponse apply(ApiRequest request) {
        TraceParent sent = TraceParent.parse(request.header(HEADER).orElse(null)).orElse(null);
        try (Tracing.Span span = tracing.message(name + " request", sent)) {
            ApiResponse response = function.apply(traced(request, span.context()));
            if (response.status() >= SERVER_FAULT) {
                span.failed("answered " + response.status());
            }
            return response;
        }
    }

    private static ApiRequest traced(ApiRequest request, @Nullable TraceParent trace) {
        if (trace == null) {
            return request;
        }
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(HEADER, List.of(trace.header()));
        return new ApiRequest(request.method(), request.path(), request.query(), headers, request.body(),
                request.remoteAddress());
    }
}
