package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.QueryParameters;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A request on its way to its handler.
///
/// @param path what the holes of the route's path are filled with
/// @param caller who asks: anonymous until it was authenticated
public record Call(Route route, ApiRequest request, Map<String, String> path, Caller caller) {
    public Call {
        path = Map.copyOf(path);
    }

    Call by(Caller authenticated) {
        return new Call(route, request, path, authenticated);
    }

    /// The user whom the route's access demands.
    Caller.User user() {
        if (caller instanceof Caller.User user) {
            return user;
        }
        throw new IllegalStateException(route.template() + " is handled without a user");
    }

    TenantId tenant() {
        return user().tenant();
    }

    String pathValue(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException(route.template() + " has no {" + name + "}");
        }
        return value;
    }

    /// The device that the path names: one of the caller's tenant, if there is one at all.
    DeviceKey device() {
        String id = pathValue("id");
        if (!DeviceId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return new DeviceKey(tenant(), new DeviceId(id));
    }

    QueryParameters query() {
        return new QueryParameters(request.query());
    }

    /// The body as JSON; null where there is none.
    @Nullable
    Object body() {
        if (request.bodySize() == 0) {
            return null;
        }
        try {
            return Json.read(request.body());
        } catch (MalformedJson e) {
            throw Problem.of(ProblemType.MALFORMED_JSON, "line " + e.line() + ", column " + e.column()).refuse();
        }
    }

    @Nullable
    String header(String name) {
        return request.header(name).orElse(null);
    }

    @Nullable
    TraceParent trace() {
        return TraceParent.parse(header("traceparent")).orElse(null);
    }
}
