package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.PathTemplate;

import java.util.Set;

/// One thing that can be asked, as data.
///
/// @param operation its name in the OpenAPI document and in the audit trail (`device.create`)
/// @param consumes the content types that its body may have; any where it is empty
/// @param produces the content type of its good answers; empty where they have several
public record Route(String method, PathTemplate template, Access access, String operation, Set<String> consumes,
        String produces, Handler handler) {
    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    public Route {
        consumes = Set.copyOf(consumes);
    }

    static Route get(String path, Access access, String operation, Handler handler) {
        return of("GET", path, access, operation, handler);
    }

    static Route post(String path, Access access, String operation, Handler handler) {
        return of("POST", path, access, operation, handler);
    }

    static Route put(String path, Access access, String operation, Handler handler) {
        return of("PUT", path, access, operation, handler);
    }

    static Route patch(String path, Access access, String operation, Handler handler) {
        return of("PATCH", path, access, operation, handler).consuming(JSON, "application/merge-patch+json");
    }

    static Route delete(String path, Access access, String operation, Handler handler) {
        return of("DELETE", path, access, operation, handler);
    }

    Route consuming(String... contentTypes) {
        return new Route(method, template, access, operation, Set.of(contentTypes), produces, handler);
    }

    Route producing(String contentType) {
        return new Route(method, template, access, operation, consumes, contentType, handler);
    }

    /// Good answers of more than one content type; whoever asks takes what there is.
    Route producing() {
        return producing("");
    }

    Route handledBy(Handler other) {
        return new Route(method, template, access, operation, consumes, produces, other);
    }

    boolean isWrite() {
        return !method.equals("GET");
    }

    private static Route of(String method, String path, Access access, String operation, Handler handler) {
        return new Route(method, new PathTemplate(path), access, operation, Set.of(JSON), JSON, handler);
    }
}
