package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ApiResponse;

/// A request that does not get as far as the function `api`.
final class RequestUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ApiResponse answer;

    RequestUnreadable(ApiResponse answer) {
        super("status " + answer.status());
        this.answer = answer;
    }

    ApiResponse answer() {
        return answer;
    }
}
