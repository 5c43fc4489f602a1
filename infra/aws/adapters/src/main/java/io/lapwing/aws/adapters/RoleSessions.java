package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// The operation `AssumeRole` of AWS STS (API version 2011-06-15): sessions of one role, each with fewer rights than the
/// role has.
///
/// Says nothing of a session's keys. Thread-safe.
public final class RoleSessions {

    private static final String OPERATION = "StreamTickets.issue";
    /// The least that AWS allows.
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z.]{1,80})</Code>");
    private static final String TOO_LARGE = "PackedPolicyTooLarge";

    private final URI endpoint;
    private final SignedHttp http;
    private final String roleArn;
    private final String iotArns;

    /// @throws IllegalArgumentException if this is no role's ARN
    RoleSessions(URI endpoint, SignedHttp http, String roleArn, String region) {
        this.endpoint = endpoint;
        this.http = http;
        this.roleArn = roleArn;
        this.iotArns = StreamPolicy.arns(roleArn, region);
    }

    record Session(AwsSessionCredentials credentials, Instant expiresAt) {}

    /// What the ARNs of AWS IoT Core begin with where the role is at home.
    String iotArns() {
        return iotArns;
    }

    /// @param name as it stands in AWS's own audit trail
    /// @param policy what the session may do of what the role may
    /// @return nothing where AWS finds the policy too large
    /// @throws StoreUnavailable when no session can be had now
    Optional<Session> open(String name, String policy) {
        try {
            SignedHttp.Answer answer = send(form(name, policy));
            if (answer.isSuccessful()) {
                return Optional.of(session(answer.body()));
            }
            Matcher code = CODE.matcher(answer.body());
            String error = code.find() ? code.group(1) : "";
            if (error.equals(TOO_LARGE)) {
                return Optional.empty();
            }
            throw new IOException("STS answered " + answer.status() + " " + error);
        } catch (IOException e) {
            throw new StoreUnavailable(OPERATION, roleArn, e);
        }
    }

    private String form(String name, String policy) {
        Map<String, String> fields = new TreeMap<>(Map.of("Action", "AssumeRole", "Version", "2011-06-15", "RoleArn",
                roleArn, "RoleSessionName", name, "DurationSeconds", Long.toString(LIFE.toSeconds()), "Policy",
                policy));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private SignedHttp.Answer send(String form) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint).encodedPath("/")
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8").build();
        try {
            return http.send(request, form.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | SdkException e) {
            throw new IOException("STS cannot be asked (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static Session session(String body) throws IOException {
        try {
            return new Session(AwsSessionCredentials.create(element("AccessKeyId", body),
                    element("SecretAccessKey", body), element("SessionToken", body)),
                    Instant.parse(element("Expiration", body)));
        } catch (DateTimeParseException e) {
            throw new IOException("STS answered no time", e);
        }
    }

    /// The four that are read are keys, tokens and a time, none of which XML would have to escape.
    private static String element(String name, String body) throws IOException {
        Matcher element = Pattern.compile("<" + name + ">\\s*([^<&\\s]+)\\s*</" + name + ">").matcher(body);
        if (!element.find()) {
            throw new IOException("STS answered without " + name);
        }
        return element.group(1);
    }
}
