package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Finds out who asks, and refuses who cannot prove it.
record Authentication(BearerTokens tokens, DeviceCredentials credentials, InstantSource clock, AuditTrail trail)
        implements
        Step {
    private static final String SCHEME = "bearer ";
    private static final int MAX_ACCESS_TOKEN = 256;

    @Override
    public ApiResponse around(Call call, Handler next) {
        return switch (call.route().access()) {
            case Access.Open() -> next.handle(call);
            case Access.DeviceToken() -> next.handle(call.by(device(call)));
            case Access.AtLeast(_) -> next.handle(call.by(user(call)));
        };
    }

    private Caller device(Call call) {
        String token = call.pathValue("accessToken");
        Optional<DeviceKey> device = token.length() > MAX_ACCESS_TOKEN
                ? Optional.empty()
                : credentials.authenticate(new AccessToken(token).hash(), clock.instant());
        return new Caller.DeviceCaller(device.orElseThrow(() -> {
            trail.refused(call, "unknown access token");
            return Problem.of(ProblemType.UNAUTHENTICATED, "The access token is not valid.").refuse();
        }));
    }

    /// When the token of an authenticated user expires.
    static Instant expiry(Call call) {
        String token = bearerToken(call);
        if (token == null) {
            throw new IllegalStateException(call.route().template() + " is handled without a user");
        }
        return BearerTokens.expiry(token);
    }

    private static @Nullable String bearerToken(Call call) {
        String header = call.header("authorization");
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? null
                : header.substring(SCHEME.length()).strip();
    }

    private Caller user(Call call) {
        String token = bearerToken(call);
        if (token == null) {
            trail.refused(call, "no bearer token");
            throw Problem.of(ProblemType.UNAUTHENTICATED, "Send a bearer token.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"lapwing\"").refuse();
        }
        return switch (tokens.verify(token, clock.instant())) {
            case Verdict.Believed(Caller.User user) -> user;
            case Verdict.Disbelieved(String reason) -> {
                trail.refused(call, reason);
                throw Problem.of(ProblemType.UNAUTHENTICATED, reason).withHeader("WWW-Authenticate",
                        "Bearer realm=\"lapwing\", error=\"invalid_token\", error_description=\"" + reason + "\"")
                        .refuse();
            }
        };
    }
}
