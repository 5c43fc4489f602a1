package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.KeptReply;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.ReplySeal;
import io.lapwing.restapi.domain.RequestDigest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets a POST with an `Idempotency-Key` take effect once, and answers its repetitions with the first reply. Good
/// replies are kept; after a refusal or an outage the key is free again.
record Idempotency(IdempotencyStore store, ReplySeal seal, InstantSource clock, Duration lease) implements Step {
    static final String REPLAYED = "Idempotency-Replayed";
    static final String KEY_HEADER = "idempotency-key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    @Override
    public ApiResponse around(Call call, Handler next) {
        Optional<String> key = call.request().header(KEY_HEADER);
        if (key.isEmpty() || !call.route().method().equals("POST")
                || !(call.caller() instanceof Caller.User user)) {
            return next.handle(call);
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw Problem.of(ProblemType.INVALID_IDEMPOTENCY_KEY, "1 to 255 visible ASCII characters.").refuse();
        }
        String scope = user.actor() + " POST " + call.request().path();
        return once(new ClaimKey(user.tenant(), scope, key.get()), call, next);
    }

    private ApiResponse once(ClaimKey key, Call call, Handler next) {
        String fingerprint = RequestDigest.of(call.request());
        return switch (store.claim(key, fingerprint, clock.instant(), lease)) {
            case Claim.Taken(String token) -> handle(key, token, call, next);
            case Claim.Finished(Reply reply) -> repeat(key, reply);
            case Claim.Running(_) -> throw Problem.of(ProblemType.REQUEST_RUNNING).withHeader("Retry-After", "1")
                    .refuse();
            case Claim.OtherWork() -> throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED).refuse();
        };
    }

    private ApiResponse handle(ClaimKey key, String token, Call call, Handler next) {
        ApiResponse response;
        try {
            response = next.handle(call);
        } catch (RuntimeException e) {
            giveUp(key, token, e);
            throw e;
        }
        KeptReply kept = KeptReply.of(response);
        store.finish(key, token, new Reply(response.status(), Route.JSON, seal.seal(key, kept.text())));
        return response;
    }

    /// Where the store is out of reach, the lease ends by itself.
    private void giveUp(ClaimKey key, String token, RuntimeException reason) {
        try {
            store.abandon(key, token);
        } catch (StoreUnavailable e) {
            reason.addSuppressed(e);
        }
    }

    private ApiResponse repeat(ClaimKey key, Reply reply) {
        return seal.open(key, reply.body()).map(text -> new KeptReply(text).toResponse(reply.status()))
                .map(response -> response.withHeader(REPLAYED, "true"))
                .orElseThrow(() -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "The first reply can no longer be read: the server's key has changed.").refuse());
    }
}
