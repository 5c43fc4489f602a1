package io.lapwing.architecture.broken.chatbot.domain.second;

import io.lapwing.architecture.broken.chatbot.domain.first.First;

import org.jspecify.annotations.Nullable;

/// Breaks `NO_PACKAGE_CYCLES`, with [First].
public record Second(@Nullable First next) {}
