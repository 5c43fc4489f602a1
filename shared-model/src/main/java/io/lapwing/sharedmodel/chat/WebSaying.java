package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import org.jspecify.annotations.Nullable;

/// What somebody who is signed in says to the bot.
///
/// @param speaker who it is, with the name and the roles of his token
/// @param input what he says; its account and place are of his tenant and his alone
/// @param trace that of the request
public record WebSaying(Member speaker, ChatInput input, @Nullable TraceParent trace) {}
