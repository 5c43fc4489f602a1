package io.lapwing.chatbot.functions;

import java.time.ZoneId;

/// What an installation decides about its chatbot.
///
/// @param zone in which people mean "today" and "8 o'clock", and are told times
public record ChatSettings(ZoneId zone) {}
