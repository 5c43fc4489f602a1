package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.ServerProblem;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What the HTTP server itself answers to a request that it cannot make sense of: problem+json instead of a page.
public final class ProblemReportValve extends ErrorReportValve {

    /// For the server, which makes it by its name.
    public ProblemReportValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean nothingToSay = response.getStatus() < 400 || response.getContentWritten() > 0;
        if (nothingToSay || !response.setErrorReported()) {
            return;
        }
        ApiResponse answer = ServerProblem.ofStatus(response.getStatus(), request.getHeader("traceparent"));
        try {
            answer.headers().forEach(response::setHeader);
            response.getOutputStream().write(answer.body());
            response.finishResponse();
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }
}
