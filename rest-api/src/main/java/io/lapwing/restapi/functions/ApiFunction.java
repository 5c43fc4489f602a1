package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.Cursors;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.ReplySeal;
import io.lapwing.restapi.domain.RequestRefused;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.SecurityHeaders;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The function `api`: any HTTP request in, its response out, whatever server stands in front.
///
/// A request finds its route, goes through the steps (who asks, how often, may he, can we talk, is he known, has he asked before, note it
/// down) to its handler, and every way to be refused ends here as a problem. A fault of ours is thrown on to the
/// trigger, which answers 500. Thread-safe.
public final class ApiFunction implements Function<ApiRequest, ApiResponse> {
    private static final System.Logger LOG = System.getLogger(ApiFunction.class.getName());
    private static final int TRACE_BYTES = 16;

    private final Router router;
    private final Handler handler;
    private final int maxBodyBytes;
    private final RandomGenerator random;

    /// @param openApi the OpenAPI document, as it is served
    /// @param random a strong one: it makes access tokens
    public ApiFunction(ApiSettings settings, ApiPorts ports, byte[] openApi, InstantSource clock,
            RandomGenerator random) {
        Pages pages = new Pages(new Cursors(settings.cursorKey()));
        AuditTrail trail = new AuditTrail(ports.audit(), clock);
        this.router = Routes.of(ports, pages, openApi, clock, random);
        this.handler = Step.chain(List.of(
                new Authentication(new BearerTokens(settings.issuers()), ports.credentials(), clock,
                        trail),
                RateLimiting.of(ports.limiter(), settings.limits().rates(), trail, clock), new Authorisation(trail),
                new Negotiation(), Membership.of(ports.members(), clock), new Auditing(trail),
                new Idempotency(ports.idempotency(), new ReplySeal(settings.cursorKey(), random), clock,
                        settings.limits().idempotencyLease())));
        this.maxBodyBytes = settings.limits().maxBodyBytes();
        this.random = random;
    }

    /// All that can be asked.
    public List<Route> routes() {
        return router.routes();
    }

    @Override
    public ApiResponse apply(ApiRequest request) {
        return apply(request, UnaryOperator.identity());
    }

    /// @param changed what is done otherwise with a route
    ApiResponse apply(ApiRequest request, UnaryOperator<Route> changed) {
        ApiResponse response;
        try {
            response = answer(request, changed);
        } catch (RequestRefused e) {
            response = Problems.response(e.problem(), traceId(request));
        } catch (StoreUnavailable e) {
            response = unavailable(e, traceId(request));
        }
        ApiResponse secured = SecurityHeaders.on(response);
        return request.method().equals("HEAD") ? Replies.withoutBody(secured) : secured;
    }

    private ApiResponse answer(ApiRequest request, UnaryOperator<Route> changed) {
        if (request.bodySize() > maxBodyBytes) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE, "At most " + maxBodyBytes + " bytes.").refuse();
        }
        return switch (router.find(request.method(), request.path())) {
            case Router.Target.Found(Route route, Map<String, String> path) -> handler
                    .handle(new Call(changed.apply(route), request, path, new Caller.Anonymous()));
            case Router.Target.Options(String allow) -> Replies.noContent().withHeader("Allow", allow);
            case Router.Target.None(Problem problem) -> throw problem.refuse();
        };
    }

    /// What was out of reach is the operator's to know; the client hears when to come back.
    private static ApiResponse unavailable(StoreUnavailable reason, String traceId) {
        LOG.log(System.Logger.Level.WARNING, "{0} (trace {1})", reason.getMessage(), traceId);
        return Problems.response(Problem.of(ProblemType.STORE_UNAVAILABLE).withHeader("Retry-After", "2"), traceId);
    }

    private String traceId(ApiRequest request) {
        return TraceParent.parse(request.header("traceparent").orElse(null)).map(TraceParent::traceId)
                .orElseGet(() -> {
                    byte[] id = new byte[TRACE_BYTES];
                    random.nextBytes(id);
                    return HexFormat.of().formatHex(id);
                });
    }
}
