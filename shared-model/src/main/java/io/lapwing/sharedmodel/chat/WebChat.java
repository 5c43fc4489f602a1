package io.lapwing.sharedmodel.chat;

/// The chatbot, to those who are signed in already and wait for its answer: no link says who they are, and no queue lies
/// in between. Where it runs in one process with the REST interface, the two meet here, and need not see one another.
///
/// Thread-safe. Who says the same thing again, as its id tells, gets an answer again, and no second effect. Throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable] when what the answer needs cannot be reached in time.
@FunctionalInterface
public interface WebChat {
    ChatMessage say(WebSaying saying);
}
