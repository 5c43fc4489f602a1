package io.lapwing.architecture.broken.chatbot.functions;

import java.awt.Color;

/// Breaks `DESKTOP_ONLY_PAINTS_CHARTS`.
public record FunctionThatPaints(Color color) {}
