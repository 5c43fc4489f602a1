package io.lapwing.chatbot.domain.language;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a template says, taken apart.
sealed interface Pattern {

    record Word(String word) implements Pattern {}

    record Hole(SlotKind kind) implements Pattern {}

    record Sequence(List<Pattern> parts) implements Pattern {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Choice(List<Pattern> options) implements Pattern {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /// What may be missing.
    record Option(Pattern part) implements Pattern {}

    /// What has to be in a text that this matches: of each of the sets at least one word (a [String]) or slot (a
    /// [SlotKind]). Most templates are ruled out by that.
    default List<Set<Object>> needs() {
        return switch (this) {
            case Word(String word) -> List.of(Set.of(word));
            case Hole(SlotKind kind) -> List.of(Set.of(kind));
            case Option _ -> List.of();
            case Sequence(List<Pattern> parts) -> parts.stream().flatMap(part -> part.needs().stream()).toList();
            case Choice(List<Pattern> options) -> {
                Set<Object> any = new HashSet<>();
                boolean each = options.stream().allMatch(option -> option.needs().stream()
                        .min(Comparator.comparingInt(Set::size)).map(any::addAll).isPresent());
                yield each ? List.of(any) : List.of();
            }
        };
    }
}
