package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.IssuerKeys;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.limit.RateLimit;

import java.net.URI;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/// What the environment says about the function `api`.
///
/// | variable | meaning |
/// |---|---|
/// | `LAPWING_REGISTRY_TABLE`, `LAPWING_READINGS_TABLE` | the names of the two tables |
/// | `LAPWING_IOT_ENDPOINT` | the account's data endpoint of IoT Core, where devices are told things; may be missing |
/// | `LAPWING_STREAM_ROLE` | the ARN of the role that apps listen with over IoT Core; may be missing |
/// | `LAPWING_TOKEN_ISSUER`, `LAPWING_TOKEN_AUDIENCE` | whose bearer tokens are believed |
/// | `LAPWING_JWKS_URL`, or `LAPWING_JWKS` | where the keys of these are, or the JSON of them |
/// | `LAPWING_USER_RATE_LIMIT`, `LAPWING_TENANT_RATE_LIMIT` | how many requests in how many seconds: `6000/60`, or `none` |
/// | `LAPWING_CHAT_POSTS_QUEUE` | the URL of the queue for what the chatbot says on chat platforms; may be missing |
/// | `LAPWING_ZONE` | the time zone in which people mean "today" when they talk with the chatbot; may be missing |
/// | `LAPWING_FILES_BUCKET` | the bucket that files are put into; may be missing, then none are taken |
/// | `LAPWING_CURSOR_KEY`, or `LAPWING_CURSOR_KEY_SECRET` | 32 random bytes in base64, or the secret that holds them |
record ApiEnvironment(DynamoDbTables tables, @Nullable URI iotEndpoint, @Nullable Apps apps, TokenPolicy tokens,
        JWKSource<SecurityContext> keys, RateLimits rates, Chat chat, @Nullable String filesBucket,
        CursorKey cursorKey) {

    private static final String JWKS = "LAPWING_JWKS";
    private static final String JWKS_URL = "LAPWING_JWKS_URL";
    private static final String CHAT_POSTS_QUEUE = "LAPWING_CHAT_POSTS_QUEUE";
    private static final String ZONE = "LAPWING_ZONE";
    private static final String CURSOR_KEY = "LAPWING_CURSOR_KEY";
    private static final String CURSOR_KEY_SECRET = "LAPWING_CURSOR_KEY_SECRET";
    private static final String STREAM_ROLE = "LAPWING_STREAM_ROLE";
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+");
    private static final String IOT_ENDPOINT = "LAPWING_IOT_ENDPOINT";
    /// As locally, but counted by the minute, so that counting costs less.
    private static final String USER_RATE = "6000/60";
    private static final String TENANT_RATE = "60000/60";
    private static final String NO_URL = " is not an https URL";

    /// How apps listen.
    ///
    /// @param roleArn whose sessions they get
    record Apps(URI iotEndpoint, String roleArn) {}

    /// How the chatbot answers here.
    ///
    /// @param postsQueue where what is for chat platforms goes; null where there are none
    /// @param zoneName of the time zone; empty for the machine's
    record Chat(@Nullable String postsQueue, String zoneName) {

        /// Looked up when it is first needed: no start has to read all zones of the world.
        ///
        /// @throws IllegalStateException if there is none of that name
        ZoneId zone() {
            try {
                return zoneName.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                throw new IllegalStateException(ZONE + " is not the name of a time zone", e);
            }
        }
    }

    /// @throws IllegalStateException naming everything that is missing or wrong
    static ApiEnvironment of(Map<String, String> variables) {
        Reader reader = new Reader(variables);
        DynamoDbTables tables = new DynamoDbTables(reader.required("LAPWING_REGISTRY_TABLE"),
                reader.required("LAPWING_READINGS_TABLE"));
        URI iotEndpoint = reader.iotEndpoint();
        Apps apps = reader.apps(iotEndpoint);
        String issuer = reader.required("LAPWING_TOKEN_ISSUER");
        String audience = reader.required("LAPWING_TOKEN_AUDIENCE");
        JWKSource<SecurityContext> keys = reader.keys();
        RateLimits rates = new RateLimits(reader.limit("LAPWING_USER_RATE_LIMIT", USER_RATE),
                reader.limit("LAPWING_TENANT_RATE_LIMIT", TENANT_RATE));
        Chat chat = reader.chat();
        String bucket = reader.text("LAPWING_FILES_BUCKET");
        CursorKey cursorKey = reader.cursorKey();
        if (!reader.problems.isEmpty() || keys == null || cursorKey == null) {
            throw new IllegalStateException("the function api cannot start: " + String.join("; ", reader.problems));
        }
        return new ApiEnvironment(tables, iotEndpoint, apps, new TokenPolicy(issuer, audience), keys, rates, chat,
                bucket.isEmpty() ? null : bucket, cursorKey);
    }

    /// Reads variables, and remembers what was wrong with them.
    private static final class Reader {

        private final Map<String, String> variables;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> variables) {
            this.variables = variables;
        }

        String text(String name) {
            return variables.getOrDefault(name, "").strip();
        }

        String required(String name) {
            String text = text(name);
            if (text.isEmpty()) {
                problems.add(name + " is not set");
            }
            return text;
        }

        @Nullable
        JWKSource<SecurityContext> keys() {
            try {
                return !text(JWKS).isEmpty()
                        ? new ImmutableJWKSet<>(JWKSet.parse(text(JWKS)))
                        : keysAt(text(JWKS_URL));
            } catch (ParseException e) {
                problems.add(JWKS + " is not a JSON Web Key Set");
            } catch (IllegalArgumentException e) {
                problems.add(JWKS_URL + NO_URL);
            }
            return null;
        }

        private @Nullable JWKSource<SecurityContext> keysAt(String url) {
            if (url.isEmpty()) {
                problems.add(JWKS_URL + " or " + JWKS + " is not set");
                return null;
            }
            return IssuerKeys.at(url);
        }

        @Nullable
        URI iotEndpoint() {
            String url = text(IOT_ENDPOINT);
            try {
                // AWS names an endpoint by its host; a whole address leads elsewhere.
                return url.isEmpty() ? null : SafeUrl.of(url.contains("://") ? url : "https://" + url);
            } catch (IllegalArgumentException e) {
                problems.add(IOT_ENDPOINT + NO_URL);
                return null;
            }
        }

        @Nullable
        Apps apps(@Nullable URI iotEndpoint) {
            String role = text(STREAM_ROLE);
            if (role.isEmpty()) {
                return null;
            }
            if (!ROLE_ARN.matcher(role).matches()) {
                problems.add(STREAM_ROLE + " is not the ARN of a role");
            }
            if (iotEndpoint == null) {
                problems.add(STREAM_ROLE + " is set without " + IOT_ENDPOINT);
                return null;
            }
            return new Apps(iotEndpoint, role);
        }

        @Nullable
        RateLimit limit(String name, String otherwise) {
            try {
                return RateLimits.limit(text(name).isEmpty() ? otherwise : text(name));
            } catch (IllegalArgumentException e) {
                problems.add(name + " " + e.getMessage());
                return null;
            }
        }

        Chat chat() {
            String queue = text(CHAT_POSTS_QUEUE);
            return new Chat(queue.isEmpty() ? null : queue, text(ZONE));
        }

        @Nullable
        CursorKey cursorKey() {
            String secretId = text(CURSOR_KEY_SECRET);
            if (!secretId.isEmpty()) {
                return new CursorKey.Kept(secretId);
            }
            if (text(CURSOR_KEY).isEmpty()) {
                problems.add(CURSOR_KEY + " or " + CURSOR_KEY_SECRET + " is not set");
                return null;
            }
            try {
                return new CursorKey.Given(CursorKey.parse(text(CURSOR_KEY)));
            } catch (IllegalArgumentException e) {
                problems.add(CURSOR_KEY + " is not the base64 of at least " + CursorKey.MIN_BYTES + " bytes");
                return null;
            }
        }
    }
}
