package io.lapwing.chatbot.domain.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One way in which a text can be read: as one sentence of one language.
///
/// @param cost how much of the text is not accounted for by the template; of two readings the cheaper is meant
/// @param said what was recognised in the text and belongs to the sentence, in order
record Reading(Template template, int cost, List<Edge> said, Lattice lattice) {
    Reading {
        said = List.copyOf(said);
    }

    Stream<Edge> of(SlotKind kind) {
        return said.stream().filter(edge -> edge.kind() == kind);
    }

    <T> Optional<T> first(SlotKind kind, Class<T> type) {
        return of(kind).map(Edge::value).filter(type::isInstance).map(type::cast).findFirst();
    }

    boolean has(SlotKind kind) {
        return of(kind).findAny().isPresent();
    }
}
