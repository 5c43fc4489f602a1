package io.lapwing.local.app.http;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// From where people can sign in without proving who they are.
public enum SignInReach {

    /// Nobody can.
    NOWHERE,

    /// Whoever sits at this machine, and asks for it by a name that nobody else can have.
    THIS_MACHINE,

    /// Whoever reaches the server.
    ANYWHERE;

    /// A proxy on this machine speaks for somebody who may be anywhere.
    private static final List<String> PROXIED = List.of("forwarded", "x-forwarded-for", "x-forwarded-host",
            "x-real-ip", "via");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /// Why this request is not served, if it is not: it comes from somewhere else, or a foreign page sends it.
    ///
    /// A page cannot choose `Host` and `Origin`. One whose name was made to lead to this machine (DNS rebinding) still
    /// asks under that name.
    Optional<Problem> refuse(ApiRequest request) {
        if (this == NOWHERE || (this == THIS_MACHINE && !isFromHere(request))) {
            return Optional.of(Problem.of(ProblemType.NOT_FOUND));
        }
        String host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
        if (this == THIS_MACHINE && !isOwnName(host)) {
            return Optional.of(forbidden("This machine is called localhost or 127.0.0.1 here."));
        }
        boolean isForeign = request.header("origin").map(origin -> !isOrigin(origin, host)).orElse(false)
                || request.header("sec-fetch-site").map(site -> !OWN_SITE.contains(site)).orElse(false);
        return isForeign ? Optional.of(forbidden("Another site's page asks.")) : Optional.empty();
    }

    private static Problem forbidden(String detail) {
        return Problem.of(ProblemType.FORBIDDEN, detail);
    }

    private static boolean isFromHere(ApiRequest request) {
        return PROXIED.stream().noneMatch(header -> request.header(header).isPresent())
                && isLoopback(request.remoteAddress());
    }

    /// @param address in numbers, which nobody is asked about
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOwnName(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        boolean isBracketed = name.startsWith("[") && name.endsWith("]");
        return name.equals("localhost") || isLoopback(isBracketed ? name.substring(1, name.length() - 1) : name);
    }

    private static boolean isOrigin(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + host) || lower.equals("https://" + host);
    }
}
