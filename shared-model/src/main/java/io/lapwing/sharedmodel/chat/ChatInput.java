package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// One thing that somebody did in a chat, from whatever platform.
///
/// @param id the same for each delivery of it by the platform, and of nothing else: `slack:Ev0PV52K25`
/// @param from who did it
/// @param place where he did it, and is answered
/// @param isPrivate whether nobody else reads there
/// @param language his, as far as the platform tells: a language tag (`de`, `en-GB`)
/// @param sentAt when he did it, or when it was received where the platform does not say
public record ChatInput(WorkId id, ChatAccount from, ChatPlace place, boolean isPrivate, ChatAct act,
        @Nullable String language, Instant sentAt) {}
