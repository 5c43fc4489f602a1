package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Whose tokens are believed, and for how long.
///
/// @param issuer what `iss` has to be
/// @param audience what `aud` has to hold
public record TokenPolicy(String issuer, String audience) {
    /// How far two clocks may be apart.
    static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MAX_NAME = 60;

    /// The claims of a token whose signature is good.
    public record Claims(@Nullable String issuer, List<String> audience, @Nullable Instant expiresAt,
            @Nullable Instant notBefore, @Nullable String subject, @Nullable String tenant, List<String> roles,
            @Nullable String name) {
        public Claims {
            audience = List.copyOf(audience);
            roles = List.copyOf(roles);
        }
    }

    public sealed interface Verdict {
        record Believed(Caller.User user) implements Verdict {}

        record Disbelieved(String reason) implements Verdict {}
    }

    public Verdict judge(Claims claims, Instant now) {
        if (!issuer.equals(claims.issuer())) {
            return new Verdict.Disbelieved("the token is of another issuer");
        }
        if (!claims.audience().contains(audience)) {
            return new Verdict.Disbelieved("the token is for another audience");
        }
        Instant expiresAt = claims.expiresAt();
        if (expiresAt == null || !now.isBefore(expiresAt.plus(SKEW))) {
            return new Verdict.Disbelieved("the token has expired");
        }
        Instant notBefore = claims.notBefore();
        if (notBefore != null && now.isBefore(notBefore.minus(SKEW))) {
            return new Verdict.Disbelieved("the token is not valid yet");
        }
        return userOf(claims);
    }

    private static Verdict userOf(Claims claims) {
        String subject = claims.subject();
        String tenant = claims.tenant();
        if (subject == null || !UserId.isValid(subject)) {
            return new Verdict.Disbelieved("the token has no usable sub");
        }
        if (tenant == null || !TenantId.isValid(tenant)) {
            return new Verdict.Disbelieved("the token has no usable tenant");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        claims.roles().forEach(name -> Role.parse(name).ifPresent(roles::add));
        return new Verdict.Believed(new Caller.User(subject, new TenantId(tenant), roles,
                nameOf(claims.name(), subject)));
    }

    private static String nameOf(@Nullable String name, String subject) {
        return Text.printable(name == null || name.isBlank() ? subject : name.strip(), MAX_NAME);
    }
}
