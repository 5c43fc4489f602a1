package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Edge.Devices;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceId;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What stands in a text for sure, whatever its sentence means: the second witness against who says that something was
/// meant. Collected with the words of several languages.
final class Mentions {
    /// What a number in a text can belong to, so that it is no part of a name.
    private static final Set<SlotKind> COUNTED = EnumSet.of(SlotKind.ALERT, SlotKind.RANGE, SlotKind.UNTIL,
            SlotKind.DATE);

    private final Set<DeviceId> devices = new HashSet<>();
    private final Set<AlertId> alerts = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<BigDecimal> values = new HashSet<>();
    private final Set<BigDecimal> converted = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private boolean misnamed;

    /// Adds what was recognised with the words of one language. No guesses at names must be among it.
    void add(Lattice lattice, Numbers spelt) {
        List<Edge> edges = Stream.iterate(0, at -> at < lattice.size(), at -> at + 1).map(lattice::edges)
                .flatMap(Collection::stream).toList();
        List<Edge> named = edges.stream().filter(Mentions::isNamed).toList();
        named.forEach(edge -> devices.addAll(((Devices) edge.value()).ids()));
        misnamed |= edges.stream().anyMatch(Mentions::isUnknown);
        edges.stream().filter(edge -> edge.kind() == SlotKind.ALERT)
                .forEach(edge -> ((List<?>) edge.value()).forEach(id -> alerts.add((AlertId) id)));
        edges.stream().filter(edge -> edge.kind() == SlotKind.METHOD)
                .forEach(edge -> words.add((String) edge.value()));
        addValues(edges, named);
        List<Edge> counted = edges.stream().filter(edge -> COUNTED.contains(edge.kind())).toList();
        for (int at = 0; at < lattice.size(); at++) {
            addNumber(lattice, spelt, at, Stream.concat(named.stream(), counted.stream()).toList());
        }
    }

    private static boolean isNamed(Edge edge) {
        return edge.kind() == SlotKind.DEVICE && !edge.fuzzy() && edge.value() instanceof Devices said
                && !said.choice() && said.unknown() == null;
    }

    private static boolean isUnknown(Edge edge) {
        return edge.kind() == SlotKind.DEVICE && edge.value() instanceof Devices said && said.unknown() != null;
    }

    private void addNumber(Lattice lattice, Numbers spelt, int at, List<Edge> taken) {
        if (isWithin(at, at + 1, taken)) {
            return;
        }
        Token token = lattice.token(at);
        if (token.kind() == Token.Kind.NUMBER) {
            numbers.add(token.word());
        } else if (token.kind() == Token.Kind.WORD) {
            spelt.at(at).ifPresent(number -> numbers.add(number.word()));
        }
    }

    /// Of values within one another the longest counts, so that 40 °F is never 40.
    private void addValues(List<Edge> edges, List<Edge> named) {
        List<Edge> degrees = edges.stream().filter(edge -> edge.kind() == SlotKind.DEGREES)
                .filter(edge -> !isWithin(edge.start(), edge.end(), named)).toList();
        for (Edge edge : degrees) {
            boolean longest = degrees.stream().noneMatch(other -> other.start() <= edge.start()
                    && other.end() >= edge.end() && !other.value().equals(edge.value()));
            (longest ? values : converted).add(new BigDecimal((String) edge.value()));
        }
    }

    private static boolean isWithin(int start, int end, List<Edge> edges) {
        return edges.stream().anyMatch(edge -> edge.start() <= start && end <= edge.end());
    }

    /// The devices that were named exactly.
    Set<DeviceId> devices() {
        return devices;
    }

    Set<AlertId> alerts() {
        return alerts;
    }

    /// Whether a name begins as that of a device does, and goes on as none: then no other device was meant by it.
    boolean isMisnamed() {
        return misnamed;
    }

    /// The numbers that belong neither to a device that was named exactly, nor to an alert or a time; with their zeros in
    /// front.
    Set<String> numbers() {
        return numbers;
    }

    boolean isSaid(BigDecimal value) {
        return values.stream().anyMatch(said -> said.compareTo(value) == 0)
                && converted.stream().noneMatch(said -> said.compareTo(value) == 0);
    }

    /// Whether a name, as programs have it, stands in the text letter by letter.
    boolean isSaid(String word) {
        return words.contains(word);
    }
}
