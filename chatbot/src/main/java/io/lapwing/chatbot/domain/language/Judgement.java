package io.lapwing.chatbot.domain.language;

/// What comes of a proposal when it is held against the sentence and the fleet.
public sealed interface Judgement {

    /// It is taken for what was meant, as if the grammar had understood it.
    record Taken(Understanding meant) implements Judgement {}

    /// It is not: nothing was understood.
    record Refused(Reason why) implements Judgement {}

    /// Why a proposal does not count.
    enum Reason {
        /// No such intent for a model.
        UNKNOWN_TOOL,
        /// Not the JSON of that intent's slots, or a value of the wrong kind.
        MALFORMED,
        /// The sentence denies, asks, quotes or reports what the proposal would do.
        GUARDED,
        /// A device, type, site or metric that the fleet does not have.
        NOT_THERE,
        /// A number, name, method or alert that stands nowhere in the sentence.
        NOT_SAID,
        /// A time that ends before it begins, or lies where none can.
        TIME,
        /// What the intent needs is missing.
        INCOMPLETE
    }
}
