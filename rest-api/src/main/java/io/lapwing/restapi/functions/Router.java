package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds the route of a request.
public final class Router {
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<Route> routes;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /// What a request is for.
    public sealed interface Target {
        /// @param path what the holes of the route's path are filled with
        record Found(Route route, Map<String, String> path) implements Target {}

        /// The client wants to know what it may ask.
        record Options(String allow) implements Target {}

        record None(Problem problem) implements Target {}
    }

    public List<Route> routes() {
        return routes;
    }

    /// HEAD is answered by the route of GET.
    public Target find(String method, String path) {
        List<Route> here = routesOf(path);
        if (here.isEmpty()) {
            return new Target.None(Problem.of(ProblemType.NOT_FOUND));
        }
        if (method.equals(OPTIONS)) {
            return new Target.Options(allow(here));
        }
        String wanted = method.equals(HEAD) ? "GET" : method;
        for (Route route : here) {
            if (route.method().equals(wanted)) {
                return new Target.Found(route, route.template().match(path).orElseThrow());
            }
        }
        return new Target.None(Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", allow(here)));
    }

    /// The routes of the template that says most about this path: `/v1/quarantine/Q-1:replay` is a replay, and no
    /// message with a strange id.
    private List<Route> routesOf(String path) {
        List<Route> matching = routes.stream().filter(route -> route.template().match(path).isPresent()).toList();
        String best = matching.stream().map(Route::template)
                .max(Comparator.comparingInt(template -> template.literalLength())).map(Object::toString).orElse("");
        return matching.stream().filter(route -> route.template().toString().equals(best)).toList();
    }

    private static String allow(List<Route> routes) {
        TreeSet<String> methods = new TreeSet<>(List.of(OPTIONS));
        routes.forEach(route -> methods.add(route.method()));
        if (methods.contains("GET")) {
            methods.add(HEAD);
        }
        return String.join(", ", methods);
    }
}
