package io.lapwing.loadtests.bare;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/// Finds out what is asked, and answers it.
final class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String LIMIT = "limit";
    private static final int DEVICE = 3;
    private static final int TOPIC = 4;
    private static final int SUBTOPIC = 5;

    private final transient BareTokens tokens;
    private final transient BareQueries queries;
    private final transient BareWrites writes;

    BareServlet(BareTokens tokens, BareQueries queries, BareWrites writes) {
        this.tokens = tokens;
        this.queries = queries;
        this.writes = writes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BareTokens.User user = tokens.userOf(request.getHeader("Authorization"));
        if (user == null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        try {
            String[] path = request.getRequestURI().split("/", -1);
            boolean isPost = request.getMethod().equals("POST");
            byte[] answer = isPost ? post(user, path, request) : get(user.tenant(), path, request);
            if (answer == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            boolean isCommand = isPost && path[TOPIC].equals("commands");
            response.setStatus(isCommand ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK);
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private byte @Nullable [] get(String tenant, String[] path, HttpServletRequest request) throws SQLException {
        if (path[2].equals("alerts")) {
            return queries.openAlerts(tenant, request.getParameter("deviceId"));
        }
        if (path.length == DEVICE) {
            String after = request.getParameter("cursor");
            return queries.devices(tenant, after == null ? "" : after, limit(request));
        }
        String device = path[DEVICE];
        if (path.length == TOPIC) {
            return queries.device(tenant, device);
        }
        return switch (path[TOPIC]) {
            case "shadows" -> queries.shadow(tenant, device, path[SUBTOPIC]);
            case "commands" -> queries.commands(tenant, device, limit(request));
            case "telemetry" -> path.length > SUBTOPIC ? queries.latest(tenant, device)
                    : queries.day(tenant, device, request.getParameter("metrics"),
                            Duration.parse(request.getParameter("bucket")).toMillis(), time(request, "from"),
                            time(request, "to"));
            default -> null;
        };
    }

    private byte @Nullable [] post(BareTokens.User user, String[] path, HttpServletRequest request)
            throws SQLException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        return switch (path[TOPIC]) {
            case "telemetry" -> writes.ingest(user.tenant(), path[DEVICE], body);
            case "commands" -> writes.command(user, path[DEVICE], request.getHeader("Idempotency-Key"), body);
            default -> null;
        };
    }

    private static int limit(HttpServletRequest request) {
        return Integer.parseInt(request.getParameter(LIMIT));
    }

    private static long time(HttpServletRequest request, String name) {
        return Instant.parse(request.getParameter(name)).toEpochMilli();
    }
}
