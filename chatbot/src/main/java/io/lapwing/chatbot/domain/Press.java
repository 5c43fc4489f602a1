package io.lapwing.chatbot.domain;

import io.lapwing.sharedmodel.alert.AlertId;

import java.time.Duration;
import java.util.Optional;

/// What is in the value of a button, and comes back when it is pressed.
public sealed interface Press {

    /// Yes, to a question.
    record Yes(String question) implements Press {
        @Override
        public String value() {
            return "yes:" + question;
        }
    }

    /// No, to a question.
    record No(String question) implements Press {
        @Override
        public String value() {
            return "no:" + question;
        }
    }

    /// This one of those that were asked about.
    ///
    /// @param index from 0
    record Pick(String question, int index) implements Press {
        @Override
        public String value() {
            return "pick:" + question + ":" + index;
        }
    }

    /// Take notice of an alert.
    record Acknowledge(AlertId alert) implements Press {
        @Override
        public String value() {
            return "ack:" + alert;
        }
    }

    /// Tell nobody about an alert for an hour.
    record Silence(AlertId alert) implements Press {
        @Override
        public String value() {
            return "silence:" + alert;
        }
    }

    /// How long the button silences an alert.
    Duration SILENCE = Duration.ofHours(1);

    String value();

    /// Whether it answers a question, which is over then.
    default boolean answersQuestion() {
        return this instanceof Yes || this instanceof No || this instanceof Pick;
    }

    /// Reads a value that came back. A platform hands on what a client sent, so that it can be anything.
    static Optional<Press> parse(String value) {
        String[] parts = value.split(":", -1);
        return switch (parts[0]) {
            case "yes" -> parts.length == 2 ? Optional.of(new Yes(parts[1])) : Optional.empty();
            case "no" -> parts.length == 2 ? Optional.of(new No(parts[1])) : Optional.empty();
            case "pick" -> parts.length == 3 && parts[2].matches("[0-9]")
                    ? Optional.of(new Pick(parts[1], Integer.parseInt(parts[2])))
                    : Optional.empty();
            case "ack" -> alert(parts).map(Acknowledge::new);
            case "silence" -> alert(parts).map(Silence::new);
            default -> Optional.empty();
        };
    }

    private static Optional<AlertId> alert(String... parts) {
        return parts.length == 2 && AlertId.isValid(parts[1]) ? Optional.of(new AlertId(parts[1])) : Optional.empty();
    }
}
