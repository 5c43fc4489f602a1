package io.lapwing.architecture.broken.deviceingest.functions;

import com.nimbusds.jose.JWSAlgorithm;

/// Breaks `NIMBUS_ONLY_VERIFIES_TOKENS`.
public record FunctionThatSeesNimbus(JWSAlgorithm algorithm) {}
