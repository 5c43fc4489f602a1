package io.lapwing.local.app.cli;

import io.lapwing.local.app.http.SignInReach;
import io.lapwing.local.app.process.ProcessSettings.RestAccess;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.IssuerKeys;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.limit.RateLimit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Who may use the REST interface of a process, and how often.
final class RestOptions {

    private static final String JWKS_URL = "LAPWING_JWKS_URL";
    private static final String ISSUER = "LAPWING_TOKEN_ISSUER";
    private static final String AUDIENCE = "LAPWING_TOKEN_AUDIENCE";

    @Option(names = "--rate-limit", paramLabel = "N/SECONDS", defaultValue = "${env:LAPWING_USER_RATE_LIMIT:-1000/10}", description = "How many requests of a user are answered in how many "
            + "seconds, or none for any number (default: 1000/10).")
    private String userRate = "";

    @Option(names = "--tenant-rate-limit", paramLabel = "N/SECONDS", defaultValue = "${env:LAPWING_TENANT_RATE_LIMIT:-10000/10}", description = "The same, of all users of a tenant together "
            + "(default: 10000/10).")
    private String tenantRate = "";

    @Option(names = "--no-sign-in", description = "Give tokens to nobody over HTTP, not even at this machine.")
    private boolean noSignIn;

    @Option(names = "--sign-in-from-anywhere", description = "Give a token to whoever reaches the server and says who he "
            + "is; without it, only at this machine.")
    private boolean signInFromAnywhere;

    @Option(names = "--public-url", paramLabel = "URL", defaultValue = "${env:LAPWING_PUBLIC_URL:-}", description = "As what clients know this server, where that is not its own address: uploads and downloads are "
            + "sent there (default: its own address).")
    private String publicUrl = "";

    RestAccess access(CommandSpec spec, Map<String, String> environment) {
        if (noSignIn && signInFromAnywhere) {
            throw wrong(spec, "--no-sign-in or --sign-in-from-anywhere, not both");
        }
        Optional<TrustedIssuer> outside = outsideIssuer(environment);
        return new RestAccess(new RateLimits(limit(spec, "--rate-limit", userRate),
                limit(spec, "--tenant-rate-limit", tenantRate)), outside, reach(outside.isPresent()), publicUrl(spec));
    }

    /// Where somebody else says who people are, nobody is taken at his word unless that is asked for.
    private SignInReach reach(boolean outsideIssuer) {
        if (signInFromAnywhere) {
            return SignInReach.ANYWHERE;
        }
        return noSignIn || outsideIssuer ? SignInReach.NOWHERE : SignInReach.THIS_MACHINE;
    }

    private Optional<URI> publicUrl(CommandSpec spec) {
        if (publicUrl.isBlank()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(publicUrl.strip());
            if (url.getHost() != null && url.getScheme() != null && url.getScheme().matches("https?")) {
                return Optional.of(url);
            }
        } catch (URISyntaxException _) {
            // Said below, as of every other URL that is none of a server.
        }
        throw wrong(spec, "--public-url is an http or https URL");
    }

    private static @Nullable RateLimit limit(CommandSpec spec, String option, String text) {
        try {
            return RateLimits.limit(text);
        } catch (IllegalArgumentException e) {
            throw wrong(spec, option + " " + e.getMessage());
        }
    }

    private static Optional<TrustedIssuer> outsideIssuer(Map<String, String> environment) {
        String url = environment.getOrDefault(JWKS_URL, "").strip();
        String issuer = environment.getOrDefault(ISSUER, "").strip();
        String audience = environment.getOrDefault(AUDIENCE, "").strip();
        if (url.isEmpty() && issuer.isEmpty() && audience.isEmpty()) {
            return Optional.empty();
        }
        if (url.isEmpty() || issuer.isEmpty() || audience.isEmpty()) {
            throw new CommandFailed(JWKS_URL + ", " + ISSUER + " and " + AUDIENCE + " are set together or not at all");
        }
        try {
            return Optional.of(new TrustedIssuer(new TokenPolicy(issuer, audience), IssuerKeys.at(url)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(JWKS_URL + " is not an https URL");
        }
    }

    private static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
