package io.lapwing.architecture.broken.chatbot.functions;

import java.awt.Color;

/// Breaks `DESKTOP_ONLY_MAKES_PICTURES`.
public record FunctionThatPaints(Color color) {}
