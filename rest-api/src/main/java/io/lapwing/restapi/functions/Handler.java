package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;

/// Answers a request, or throws [io.lapwing.restapi.domain.RequestRefused].
@FunctionalInterface
public interface Handler {
    ApiResponse handle(Call call);
}
