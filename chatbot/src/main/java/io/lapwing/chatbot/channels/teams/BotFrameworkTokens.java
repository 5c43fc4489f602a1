package io.lapwing.chatbot.channels.teams;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/// Checks the tokens that the Bot Framework shows: JWTs (RFC 7519) signed with RS256 and nothing else, of its issuer, for
/// our app, now.
final class BotFrameworkTokens {
    static final String ISSUER = "https://api.botframework.com";

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 8192;

    private final BotFrameworkKeys keys;
    private final String appId;

    BotFrameworkTokens(BotFrameworkKeys keys, String appId) {
        this.keys = keys;
        this.appId = appId;
    }

    /// A token that was believed.
    ///
    /// @param serviceUrl of the activity that it vouches for
    /// @param channels whose activities it may vouch for
    record Believed(String serviceUrl, Set<String> channels) {
        boolean vouchesFor(String activityServiceUrl, String channelId) {
            return serviceUrl.equals(activityServiceUrl) && channels.contains(channelId);
        }
    }

    /// Nothing if it is not to be believed.
    ///
    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable if the keys are not to be had
    Optional<Believed> verify(String authorization, Instant now) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || authorization.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(authorization.substring(SCHEME.length()).strip());
            return verify(token, token.getJWTClaimsSet(), now);
        } catch (ParseException | IllegalArgumentException | JOSEException _) {
            return Optional.empty();
        }
    }

    /// What costs least comes first, and no key is fetched for a token that is none of ours.
    private Optional<Believed> verify(SignedJWT token, JWTClaimsSet claims, Instant now)
            throws ParseException, JOSEException {
        String keyId = token.getHeader().getKeyID();
        String serviceUrl = claims.getStringClaim(claims.getClaim("serviceurl") == null ? "serviceUrl" : "serviceurl");
        boolean isForUs = JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                && ISSUER.equals(claims.getIssuer()) && claims.getAudience().contains(appId) && isValid(claims, now);
        if (!isForUs || keyId == null || serviceUrl == null) {
            return Optional.empty();
        }
        Optional<SigningKey> key = keys.find(keyId, now);
        return key.isPresent() && token.verify(new RSASSAVerifier(key.get().key()))
                ? Optional.of(new Believed(serviceUrl, key.get().endorsements()))
                : Optional.empty();
    }

    private static boolean isValid(JWTClaimsSet claims, Instant now) {
        Instant expires = instantOf(claims.getExpirationTime());
        Instant begins = instantOf(claims.getNotBeforeTime());
        return expires != null && !now.isAfter(expires.plus(SKEW))
                && (begins == null || !now.isBefore(begins.minus(SKEW)));
    }

    private static @Nullable Instant instantOf(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
