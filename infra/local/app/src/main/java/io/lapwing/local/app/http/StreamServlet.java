package io.lapwing.local.app.http;

import io.lapwing.local.app.live.LiveStreams;
import io.lapwing.local.app.live.LiveStreams.Seat;
import io.lapwing.restapi.functions.OpenStream;
import io.lapwing.restapi.functions.OpenStream.Outcome;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/v1/stream`: the function `openStream` says whether a client may listen; then his thread, a virtual one, sends him
/// what happens, for as long as he stays. The server waits ten seconds for him to take what he is sent.
public final class StreamServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StreamServlet.class);

    private final transient Supplier<OpenStream> openStream;
    private final transient Supplier<LiveStreams> streams;

    /// Both are asked for by the first request only.
    public StreamServlet(Supplier<OpenStream> openStream, Supplier<LiveStreams> streams) {
        this.openStream = openStream;
        this.streams = streams;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Seat seat = streams.get().seat()) {
            switch (openStream.get().apply(ServletRequests.read(request), seat::take)) {
                case Outcome.Answered(ApiResponse answer) -> ApiServlet.write(answer, request, response);
                case Outcome.Opened(_, ApiResponse head) -> serve(seat, head, request, response);
            }
        } catch (RequestUnreadable e) {
            response.setHeader("Connection", "close");
            ApiServlet.write(e.problem().answer(request.getHeader("traceparent")), request, response);
        }
    }

    private static void serve(Seat seat, ApiResponse head, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            seat.listen();
        } catch (StoreUnavailable e) {
            LOG.warn("a stream could not begin: {}", e.getMessage());
            ApiServlet.write(ServerProblem.STORE_UNAVAILABLE.answer(request.getHeader("traceparent")), request,
                    response);
            return;
        }
        response.setStatus(head.status());
        head.headers().forEach(response::setHeader);
        // For proxies that would rather wait for the end before they send anything on.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            seat.serve(response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a client is gone: {}", e.toString());
        } catch (StoreUnavailable e) {
            LOG.warn("a stream ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
