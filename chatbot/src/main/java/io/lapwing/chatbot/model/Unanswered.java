package io.lapwing.chatbot.model;

import java.time.Duration;

/// A request came to nothing.
///
/// Langchain4j lets it through as it is, where it would take an exception of its own apart and lose what is in here.
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final transient Duration wanted;

    /// @param message says nothing of what was sent or answered
    /// @param passing whether another try may go well
    /// @param wanted how long the other side wants to be left alone; zero if it did not say so
    Unanswered(String message, boolean passing, Duration wanted) {
        super(message, null, false, false);
        this.passing = passing;
        this.wanted = wanted;
    }

    boolean isPassing() {
        return passing;
    }

    Duration wanted() {
        return wanted;
    }
}
