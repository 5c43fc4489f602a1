package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Interpreter;

/// Who understands what people say: the grammar, and whoever is asked where it understands nothing.
record Ears(Interpreter interpreter, SecondOpinion opinion) {

    /// For one input.
    Hearing hearing() {
        return new Hearing(interpreter, opinion);
    }
}
