package io.lapwing.architecture.broken.restapi.functions;

import com.nimbusds.jose.JWSAlgorithm;

/// Keeps to the rules.
public record FunctionThatVerifies(JWSAlgorithm algorithm) {}
