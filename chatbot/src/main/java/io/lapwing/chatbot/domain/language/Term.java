package io.lapwing.chatbot.domain.language;

/// What a word of a language file's lists stands for: `kritisch` for the severity `critical`.
///
/// @param value of a severity and the like the contract's word; of types, sites and metrics an English word for it
/// @param plural whether it means several of its kind
record Term(SlotKind kind, Object value, boolean plural) {}
