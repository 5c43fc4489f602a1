package io.lapwing.local.app.http;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.restapi.domain.Fields;
import io.lapwing.restapi.domain.MediaTypes;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.RequestRefused;
import io.lapwing.restapi.functions.Problems;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.SecurityHeaders;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// `/local/sign-in`: whoever sits at this machine is whom he says he is. For trying things out, in the place of an
/// identity provider; only the local app has it.
///
/// Thread-safe.
public final class LocalSignIn implements Function<ApiRequest, ApiResponse> {

    public static final String PATH = "/local/sign-in";

    private static final String ACTION = "local.signIn";
    private static final Duration TTL = Duration.ofHours(8);
    private static final List<String> ROLES = Stream.of(Role.values()).map(Role::text).toList();
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final LocalIssuer issuer;
    private final SignInReach reach;
    private final Supplier<List<TenantId>> tenants;
    private final AuditLog audit;
    private final InstantSource clock;

    /// @param tenants that can be proposed
    public LocalSignIn(LocalIssuer issuer, SignInReach reach, Supplier<List<TenantId>> tenants, AuditLog audit,
            InstantSource clock) {
        this.issuer = issuer;
        this.reach = reach;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public ApiResponse apply(ApiRequest request) {
        try {
            return SecurityHeaders.on(answer(request));
        } catch (StoreUnavailable e) {
            return ServerProblem.STORE_UNAVAILABLE.answer(request.header("traceparent").orElse(null));
        }
    }

    private ApiResponse answer(ApiRequest request) {
        try {
            reach.refuse(request).ifPresent(problem -> {
                throw problem.refuse();
            });
            if (READS.contains(request.method())) {
                return json(new Choice(ROLES, tenants.get().stream().map(TenantId::value).toList()));
            }
            if (request.method().equals("POST")) {
                return signIn(request);
            }
            throw Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", "GET, HEAD, POST").refuse();
        } catch (RequestRefused e) {
            if (!READS.contains(request.method())) {
                note(request, null, "anonymous", Result.REFUSED, e.problem().code());
            }
            return Problems.response(e.problem(), UUID.randomUUID().toString().replace("-", ""));
        }
    }

    private ApiResponse signIn(ApiRequest request) {
        // A foreign page can send a form, but no JSON without being asked for its leave, which nobody gives.
        if (!MediaTypes.base(request.header("content-type").orElse("")).equals("application/json")) {
            throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE).withHeader("Accept", "application/json").refuse();
        }
        LocalIssuer.Grant grant = grant(Fields.of(body(request)));
        note(request, grant.tenant(), "user:" + grant.subject(), Result.DONE, "as " + grant.roles());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return json(new SignedIn(issuer.issue(grant, now, TTL), now.plus(TTL)));
    }

    private static @Nullable Object body(ApiRequest request) {
        try {
            return Json.read(request.body());
        } catch (MalformedJson e) {
            throw Problem.of(ProblemType.MALFORMED_JSON, "line " + e.line() + ", column " + e.column()).refuse();
        }
    }

    private static LocalIssuer.Grant grant(Fields fields) {
        String tenant = fields.requiredText("tenant");
        String subject = fields.requiredText("sub");
        String role = fields.word("role", ROLES);
        if (!tenant.isEmpty() && !TenantId.isValid(tenant)) {
            fields.error("tenant", "must be 1 to 40 of a-z, 0-9 and -");
        }
        if (!subject.isEmpty() && !UserId.isValid(subject)) {
            fields.error("sub", "is not an id");
        }
        fields.check();
        return new LocalIssuer.Grant(new TenantId(tenant), Set.of(String.valueOf(role)), subject);
    }

    private void note(ApiRequest request, @Nullable TenantId tenant, String actor, Result result, String detail) {
        audit.append(List.of(new AuditEvent(clock.instant(), tenant, actor, ACTION, PATH, result,
                detail + " (from " + request.remoteAddress() + ")")));
    }

    private static ApiResponse json(Object body) {
        return new ApiResponse(200, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    /// @param tenants that are there, to be proposed
    private record Choice(List<String> roles, List<String> tenants) {}

    private record SignedIn(String token, Instant expiresAt) {}
}
