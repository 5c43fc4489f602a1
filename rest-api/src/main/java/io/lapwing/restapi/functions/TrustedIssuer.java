package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// Somebody whose bearer tokens are believed.
///
/// @param policy which of his tokens
/// @param keys the public keys that he signs them with; asked for each request, so it has to cache
public record TrustedIssuer(TokenPolicy policy, JWKSource<SecurityContext> keys) {}
