package io.lapwing.architecture.broken.chatbot.domain;

import io.lapwing.architecture.broken.deviceingest.domain.DomainThatSeesJson;

/// Breaks `FUNCTION_MODULES_STAY_APART`, and so `DOMAIN_IS_PURE`.
public record DomainThatSeesAnotherModule(DomainThatSeesJson other) {}
