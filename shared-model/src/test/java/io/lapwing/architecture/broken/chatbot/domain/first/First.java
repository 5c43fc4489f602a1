package io.lapwing.architecture.broken.chatbot.domain.first;

import io.lapwing.architecture.broken.chatbot.domain.second.Second;

/// Breaks `NO_PACKAGE_CYCLES`, with [Second].
public record First(Second next) {}
