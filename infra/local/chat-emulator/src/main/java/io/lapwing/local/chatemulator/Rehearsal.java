package io.lapwing.local.chatemulator;

import io.lapwing.local.chatemulator.Recording.Step;

import java.time.Duration;
import java.util.Optional;

/// Plays a recording: says what people say in it, and compares what the bot writes.
public final class Rehearsal {
    private final EmulatedChat chat;
    private final Duration patience;
    private final Duration quiet;

    /// @param patience for each message of the bot
    /// @param quiet how long it must say nothing at the end
    public Rehearsal(EmulatedChat chat, Duration patience, Duration quiet) {
        this.chat = chat;
        this.patience = patience;
        this.quiet = quiet;
    }

    /// Where the bot did something else.
    ///
    /// @param line of the recording
    public record Difference(int line, String reason) {}

    /// @return empty if the bot said just what is recorded
    public Optional<Difference> play(Recording recording) throws InterruptedException {
        int seen = chat.wall().size();
        int line = 0;
        for (Step step : recording.steps()) {
            line = step.line();
            try {
                switch (step) {
                    case Step.Links(int _, Person person, String role) -> {
                        chat.link(person, role);
                        seen = chat.wall().size();
                    }
                    case Step.Says(int _, Person person, Place place, String text) -> chat.say(person, place, text);
                    case Step.Shares shares ->
                        chat.share(shares.person(), Place.PRIVATE, "", shares.file());
                    case Step.Presses(int _, Person person, String label) -> chat.press(person, label);
                    case Step.Expects expected -> {
                        Optional<Post> post = chat.wall().await(seen++, patience);
                        if (post.isEmpty() || !expected.fits(post.get(), chat.canChange())) {
                            return Optional.of(new Difference(line, post.map(Recording::text)
                                    .map(text -> "the bot wrote instead\n" + text)
                                    .orElse("the bot wrote nothing within " + patience.toSeconds() + " s")));
                        }
                    }
                }
            } catch (EmulatedChat.Refused | UnsupportedOperationException e) {
                return Optional.of(new Difference(line, String.valueOf(e.getMessage())));
            }
        }
        int last = line;
        return chat.wall().await(seen, quiet)
                .map(post -> new Difference(last, "the bot wrote more\n" + Recording.text(post)));
    }
}
