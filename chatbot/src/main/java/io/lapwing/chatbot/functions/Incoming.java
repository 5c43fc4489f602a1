package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import org.jspecify.annotations.Nullable;

/// An input that is to be answered, and who it is from.
record Incoming(ChatInput input, Speaker speaker, Hearing hearing, @Nullable TraceParent trace) {}
