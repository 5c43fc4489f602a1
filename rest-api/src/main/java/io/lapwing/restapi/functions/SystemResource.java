package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.port.Readiness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The server about itself, and about the caller.
final class SystemResource {
    private record Me(String sub, String tenant, List<String> roles) {}

    private record Health(String status) {}

    private record Ready(String status, Map<String, Boolean> components) {}

    private final Readiness readiness;
    private final byte[] openApi;

    SystemResource(Readiness readiness, byte[] openApi) {
        this.readiness = readiness;
        this.openApi = openApi.clone();
    }

    ApiResponse me(Call call) {
        Caller.User user = call.user();
        List<String> roles = user.roles().stream().sorted().map(Role::text).toList();
        return Replies.json(200, new Me(user.subject(), user.tenant().value(), roles));
    }

    /// That the process answers at all.
    ApiResponse health(Call call) {
        return Replies.json(200, new Health("up"));
    }

    /// Whether it makes sense to send it requests.
    ApiResponse readiness(Call call) {
        Map<String, Boolean> components = new TreeMap<>(readiness.components());
        List<String> failing = components.entrySet().stream().filter(part -> !part.getValue()).map(Map.Entry::getKey)
                .toList();
        if (!failing.isEmpty()) {
            throw Problem.of(ProblemType.NOT_READY, "Not ready: " + String.join(", ", failing) + ".")
                    .with("components", components).withHeader("Retry-After", "2").refuse();
        }
        return Replies.json(200, new Ready("ready", components));
    }

    ApiResponse openApi(Call call) {
        return new ApiResponse(200, Map.of(Replies.CONTENT_TYPE, "application/yaml", "Cache-Control", "no-cache"),
                openApi);
    }
}
