package io.lapwing.architecture.broken.chatbot.functions;

import dev.langchain4j.model.chat.ChatModel;

/// Breaks `LANGCHAIN4J_ONLY_ASKS_MODELS`.
public record FunctionThatAsksAModel(ChatModel model) {}
