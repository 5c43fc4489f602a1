package io.lapwing.local.app.http;

import io.lapwing.local.adapters.DownloadSender;
import io.lapwing.local.adapters.DownloadSender.Outcome.Found;
import io.lapwing.local.adapters.DownloadSender.Outcome.Missing;
import io.lapwing.local.adapters.DownloadSender.Outcome.NotSigned;
import io.lapwing.local.adapters.UploadReceiver;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.functions.Problems;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.SecurityHeaders;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/objects/`: what S3 does on AWS. Takes uploads and gives downloads whose addresses were signed, in pieces, whatever
/// their size; the server waits ten seconds for the next piece.
public final class ObjectServlet extends HttpServlet {

    /// What the addresses begin with.
    public static final String PATH = "/objects";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ObjectServlet.class);

    private final transient Supplier<UploadReceiver> receiver;
    private final transient Supplier<DownloadSender> sender;
    private final transient Consumer<ObjectKey> arrived;

    /// Both are asked for by the first request only.
    ///
    /// @param arrived told of each object that was uploaded; one that is out of reach is told again with the client's
    /// next try
    public ObjectServlet(Supplier<UploadReceiver> receiver, Supplier<DownloadSender> sender,
            Consumer<ObjectKey> arrived) {
        this.receiver = receiver;
        this.sender = sender;
        this.arrived = arrived;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        URI address;
        try {
            address = URI.create(request.getRequestURI() + "?" + request.getQueryString());
        } catch (IllegalArgumentException _) {
            refuse(notSigned(), request, response);
            return;
        }
        try {
            switch (request.getMethod()) {
                case "PUT" -> receive(address, request, response);
                case "GET" -> send(address, request, response);
                default -> refuse(Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", "GET, PUT"), request,
                        response);
            }
        } catch (StoreUnavailable e) {
            LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            ApiServlet.write(ServerProblem.STORE_UNAVAILABLE.answer(request.getHeader("traceparent")), request,
                    response);
        }
    }

    private void receive(URI address, HttpServletRequest request, HttpServletResponse response) throws IOException {
        UploadReceiver.Outcome outcome = receiver.get().receive(new UploadReceiver.Arrival(address,
                request.getContentType(), request.getContentLengthLong(), request.getInputStream()));
        switch (outcome) {
            case STORED -> {
                arrived.accept(key(address));
                response.setStatus(outcome.status());
            }
            case ALREADY_THERE -> {
                arrived.accept(key(address));
                refuse(Problem.of(ProblemType.VERSION_STALE, "The bytes are there already."), request, response);
            }
            case NOT_AS_SIGNED -> refuse(Problem.of(ProblemType.VALIDATION_FAILED,
                    "The content type, the size or the digest is not the one that was announced."), request, response);
            case NOT_SIGNED -> refuse(notSigned(), request, response);
        }
    }

    private static ObjectKey key(URI address) {
        return new ObjectKey(address.getPath().substring(PATH.length() + 1));
    }

    private void send(URI address, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (sender.get().send(address)) {
            case Found found -> {
                try (InputStream body = found.body()) {
                    send(found, body, response);
                }
            }
            case NotSigned() -> refuse(notSigned(), request, response);
            case Missing() -> refuse(Problem.of(ProblemType.NOT_FOUND), request, response);
        }
    }

    /// What people sent is never shown as a page of this server.
    private static void send(Found found, InputStream body, HttpServletResponse response) throws IOException {
        response.setContentType(found.type().value());
        response.setHeader("Content-Disposition", found.disposition());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox");
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLengthLong(found.size());
        body.transferTo(response.getOutputStream());
    }

    private static Problem notSigned() {
        return Problem.of(ProblemType.FORBIDDEN, "The address was not signed here, or has expired.");
    }

    /// What is left of a body is not worth reading: the connection ends with the answer.
    private static void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Connection", "close");
        ApiResponse answer = Problems.response(problem, UUID.randomUUID().toString().replace("-", ""));
        ApiServlet.write(SecurityHeaders.on(answer), request, response);
    }
}
