package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Cursors;
import io.lapwing.restapi.domain.Cursors.ListId;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Reads which page is wanted, and writes it.
record Pages(Cursors cursors) {
    PageRequest wanted(Call call) {
        return new PageRequest(call.query().limit(), call.query().text("cursor").map(cursor -> cursors
                .open(listOf(call), cursor).orElseThrow(() -> Problem.of(ProblemType.INVALID_CURSOR).refuse()))
                .orElse(null));
    }

    <T> ApiResponse reply(Call call, Page<T> page, Function<T, Object> json) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", page.items().stream().map(json).toList());
        String next = page.next();
        body.put("nextCursor", next == null ? null : cursors.sign(listOf(call), next));
        return Replies.json(200, body);
    }

    private static ListId listOf(Call call) {
        return new ListId(call.tenant(), call.request().path(), call.request().query());
    }
}
