package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.Answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The latest commands that a device has answered: one that comes twice is done once. Not thread-safe.
final class AnsweredCommands {

    private static final int MAX_COMMANDS = 100;

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    Optional<Answer> find(String command) {
        return Optional.ofNullable(answers.get(command));
    }

    void add(String command, Answer answer) {
        if (answers.size() == MAX_COMMANDS) {
            answers.remove(answers.keySet().iterator().next());
        }
        answers.put(command, answer);
    }
}
