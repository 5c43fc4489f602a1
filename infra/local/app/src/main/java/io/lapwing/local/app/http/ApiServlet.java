package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.ServerProblem;

import java.io.IOException;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every HTTP request goes to the function `api`, whatever its method and path.
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient Function<ApiRequest, ApiResponse> api;

    private final transient MeterRegistry meters;

    public ApiServlet(Function<ApiRequest, ApiResponse> api, MeterRegistry meters) {
        this.api = api;
        this.meters = meters;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Timer.Sample sample = Timer.start(meters);
        ApiResponse answer = answer(request, response);
        write(answer, request, response);
        sample.stop(meters.timer("lapwing.http.requests", "status", Integer.toString(answer.status())));
    }

    private ApiResponse answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return api.apply(ServletRequests.read(request));
        } catch (RequestUnreadable e) {
            // What is left of the body is not worth reading: the connection ends with the answer.
            response.setHeader("Connection", "close");
            return e.problem().answer(request.getHeader("traceparent"));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            return ServerProblem.INTERNAL.answer(request.getHeader("traceparent"));
        }
    }

    static void write(ApiResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (mayHaveBody(answer.status()) && !request.getMethod().equals("HEAD")) {
            byte[] body = answer.body();
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static boolean mayHaveBody(int status) {
        return status != HttpServletResponse.SC_NO_CONTENT && status != HttpServletResponse.SC_NOT_MODIFIED;
    }
}
