package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.MalformedPayload;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A chat platform. Thread-safe.
interface Platform {

    /// The request by which a bot learns what somebody says.
    Webhook said(Said said, Instant now);

    /// The request by which a bot learns that somebody pressed a button of its own.
    Webhook pressed(Pressed pressed, Instant now);

    /// Whether a bot can change what it has written.
    default boolean canChange() {
        return true;
    }

    /// Answers what a bot wants of the platform.
    ///
    /// @throws MalformedPayload if it cannot be read
    ApiReply answer(ApiCall call);

    /// @param text what he says, or nothing where he gives a file
    /// @param file that he gives with it, if any
    /// @param number of what people do here, so that no two have the same id
    record Said(Person by, Place place, String text, @Nullable GivenFile file, long number) {}

    /// @param number as of what is said
    record Pressed(Person by, Post post, Post.Button button, long number) {}
}
