package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.chatbot.functions.Claims.Attempt;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// The function `receiveChat`: a request of a chat platform in, its answer out. What it brings is verified, claimed by
/// the platform's own id, and put into the queue; only then the platform is told that it was taken. Nothing is understood
/// or answered here, so that the platform need not wait.
///
/// Thread-safe. Throws nothing for what a platform sends.
public final class ReceiveChat implements Function<ApiRequest, ApiResponse> {
    static final String PREFIX = "/chat/";

    private static final System.Logger LOG = System.getLogger(ReceiveChat.class.getName());
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final byte[] EMPTY = {};

    private final Map<Channel, Webhook> webhooks;
    private final WorkQueue queue;
    private final Claims claims;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param webhooks of the channels that are configured: the others answer 404
    ReceiveChat(Map<Channel, Webhook> webhooks, WorkQueue queue, Claims claims, InstantSource clock,
            RandomGenerator random) {
        this.webhooks = Map.copyOf(webhooks);
        this.queue = queue;
        this.claims = claims;
        this.clock = clock;
        this.random = random;
    }

    /// For a process that does nothing else: none of what the other functions need is made.
    ///
    /// @param webhooks of the channels that are configured: the others answer 404
    public static ReceiveChat of(Map<Channel, Webhook> webhooks, WorkQueue queue, IdempotencyStore claims,
            InstantSource clock, RandomGenerator random) {
        return new ReceiveChat(webhooks, queue, new Claims(claims, clock), clock, random);
    }

    /// Whether a path is one of this function's.
    public static boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public ApiResponse apply(ApiRequest request) {
        String path = request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : "";
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        Optional<Webhook> webhook = Channel.parse(name).map(webhooks::get);
        if (webhook.isEmpty()) {
            return new ApiResponse(404, Map.of(), EMPTY);
        }
        if (request.bodySize() > MAX_BODY_BYTES) {
            return new ApiResponse(413, Map.of(), EMPTY);
        }
        try {
            Receipt receipt = webhook.get().receive(request, slash < 0 ? "" : path.substring(slash + 1),
                    clock.instant());
            TraceParent trace = TraceParent.parse(request.header("traceparent").orElse(null))
                    .orElseGet(() -> TraceParent.begun(random));
            return keep(receipt.inputs(), trace) ? receipt.answer() : busy(null);
        } catch (StoreUnavailable e) {
            return busy(e);
        }
    }

    /// Not 2xx: the platform sends it again.
    private static ApiResponse busy(@Nullable StoreUnavailable reason) {
        if (reason != null) {
            LOG.log(System.Logger.Level.WARNING, "a platform has to send again: {0}", reason.getMessage());
        }
        return ServerProblem.STORE_UNAVAILABLE.answer(null);
    }

    /// @return whether each of them is in the queue; not while somebody else is about to put one there
    private boolean keep(List<ChatInput> inputs, TraceParent trace) {
        boolean kept = true;
        for (ChatInput input : inputs) {
            Attempt<Boolean> attempt = claims.once("chat.receive", input.id().value(), LEASE, () -> {
                queue.send(List.of(WorkItem.of(ChatQueues.INPUTS, input.id(), InputJson.write(input), trace)));
                return true;
            });
            kept &= !(attempt instanceof Attempt.Elsewhere<Boolean>);
        }
        return kept;
    }
}
