package io.lapwing.local.app.fleet;

import io.lapwing.local.app.datadir.FleetFile;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.datadir.LocalIssuer.Grant;
import io.lapwing.local.app.fleet.DemoMembers.Member;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.json.RuleJson;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Sets the demo fleet up: registers its devices, and makes its rules, as an admin of the tenant would. That is done
/// once for a data directory, so that what people change and delete stays as they left it.
///
/// @param api the function that apps ask
public record DemoRegistration(Function<ApiRequest, ApiResponse> api, LocalIssuer issuer, FleetFile file,
        InstantSource clock) {

    static final TenantId TENANT = new TenantId("demo");

    private static final Grant ADMIN = new Grant(TENANT, Set.of("admin"), "demo-fleet");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    /// Does what is left to do. A run that was cut short is repeated as a whole, which changes nothing but tokens.
    ///
    /// @return the devices' tokens, by device id
    Map<String, AccessToken> complete() throws IOException {
        Map<String, AccessToken> known = file.read();
        Map<String, AccessToken> tokens = new HashMap<>(known);
        for (Member member : DemoMembers.ALL) {
            if (!known.containsKey(member.id())) {
                tokens.put(member.id(), register(member));
            }
        }
        if (known.isEmpty()) {
            for (Map.Entry<String, Definition> rule : DemoRules.ALL.entrySet()) {
                make(rule.getKey(), rule.getValue());
            }
        }
        if (!tokens.equals(known)) {
            file.write(tokens);
        }
        return tokens;
    }

    private AccessToken register(Member member) throws IOException {
        ApiResponse answer = post("/v1/devices", fields(member));
        if (answer.status() == CONFLICT) {
            answer = post("/v1/devices/" + member.id() + "/credentials", Map.of());
        }
        check(member.id(), answer, CREATED, OK);
        return password(answer);
    }

    private static Map<String, @Nullable Object> fields(Member member) {
        DeviceProfile profile = member.profile();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", member.id());
        fields.put("name", profile.name());
        fields.put("type", profile.type());
        fields.put("site", profile.site());
        fields.put("gateway", profile.gateway());
        fields.put("gatewayId", member.gatewayId() == null ? null : member.gatewayId().value());
        return fields;
    }

    private void make(String id, Definition definition) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(RuleJson.tree(definition));
        fields.put("id", id);
        check(id, post("/v1/rules", fields), CREATED, CONFLICT);
    }

    private static void check(String what, ApiResponse answer, int... good) throws IOException {
        for (int status : good) {
            if (answer.status() == status) {
                return;
            }
        }
        throw new IOException(what + " could not be set up: " + answer.status() + " " + answer.bodyText());
    }

    private ApiResponse post(String path, Map<String, ?> body) {
        String token = issuer.issue(ADMIN, clock.instant(), TOKEN_LIFE);
        return api.apply(new ApiRequest("POST", path, Map.of(), Map.of("Authorization", List.of("Bearer " + token),
                "Content-Type", List.of("application/json")), Json.write(body), "127.0.0.1"));
    }

    private static AccessToken password(ApiResponse answer) throws IOException {
        try {
            if (Json.read(answer.body()) instanceof Map<?, ?> device
                    && device.get("credentials") instanceof Map<?, ?> credentials
                    && credentials.get("password") instanceof String password) {
                return new AccessToken(password);
            }
        } catch (MalformedJson e) {
            throw new IOException("a registration was answered with no JSON", e);
        }
        throw new IOException("a registration was answered without credentials");
    }
}
