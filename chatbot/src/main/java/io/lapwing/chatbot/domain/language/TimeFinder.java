package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.Calendar;
import io.lapwing.chatbot.domain.time.Said;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Finds times by a language's templates, layer by layer: clocks and days first, then ranges, which are made of them.
final class TimeFinder {
    private static final List<SlotKind> LAYERS = List.of(SlotKind.CLOCK, SlotKind.DAY, SlotKind.STRETCH, SlotKind.RANGE,
            SlotKind.UNTIL);

    private final Lattice lattice;
    private final Calendar calendar;
    private final Map<SlotKind, Starts> starts;

    /// The templates of a layer by what they can begin with.
    record Starts(Map<String, List<Template.OfTime>> words, Map<SlotKind, List<Template.OfTime>> kinds) {

        static final Starts NONE = new Starts(Map.of(), Map.of());

        static Map<SlotKind, Starts> of(Language language) {
            Map<SlotKind, Starts> layers = new HashMap<>();
            language.times().forEach((layer, templates) -> {
                Starts starts = new Starts(new HashMap<>(), new HashMap<>());
                templates.forEach(starts::add);
                layers.put(layer, starts);
            });
            return layers;
        }

        boolean isEmpty() {
            return words.isEmpty() && kinds.isEmpty();
        }

        /// Those whose needs are in a text.
        Starts among(Set<Object> symbols) {
            Starts possible = new Starts(new HashMap<>(), new EnumMap<>(SlotKind.class));
            words.forEach((word, templates) -> put(possible.words, word, templates, symbols));
            kinds.forEach((kind, templates) -> put(possible.kinds, kind, templates, symbols));
            return possible;
        }

        private static <T> void put(Map<T, List<Template.OfTime>> possible, T start, List<Template.OfTime> templates,
                Set<Object> symbols) {
            List<Template.OfTime> those = !symbols.contains(start) ? List.of() : templates.stream()
                    .filter(template -> template.needs().stream().noneMatch(
                            any -> Collections.disjoint(any, symbols)))
                    .toList();
            if (!those.isEmpty()) {
                possible.put(start, those);
            }
        }

        private void add(Template.OfTime template) {
            for (int state : template.automaton().next(Automaton.START)) {
                List<Template.OfTime> list = switch (template.automaton().symbol(state)) {
                    case Pattern.Word(String word) -> words.computeIfAbsent(word, _ -> new ArrayList<>());
                    case Pattern.Hole(SlotKind kind) -> kinds.computeIfAbsent(kind, _ -> new ArrayList<>());
                    default -> throw new IllegalStateException("an automaton has words and holes only");
                };
                if (!list.contains(template)) {
                    list.add(template);
                }
            }
        }
    }

    /// How far a match has come, and what was said up to there.
    private record Way(int at, int state, @Nullable Way before, @Nullable Object value) {
        List<Object> parts() {
            List<Object> parts = new ArrayList<>();
            for (Way way = this; way != null; way = way.before()) {
                if (way.value() != null) {
                    parts.addFirst(way.value());
                }
            }
            return parts;
        }
    }

    TimeFinder(Lattice lattice, Map<SlotKind, Starts> starts, Calendar calendar) {
        this.lattice = lattice;
        this.starts = starts;
        this.calendar = calendar;
    }

    void find() {
        for (SlotKind layer : LAYERS) {
            Starts templates = starts.getOrDefault(layer, Starts.NONE).among(lattice.symbols());
            for (int start = 0; !templates.isEmpty() && start < lattice.size(); start++) {
                find(layer, start, templates);
            }
        }
    }

    private void find(SlotKind layer, int start, Starts templates) {
        Map<Integer, Object> ends = new LinkedHashMap<>(2);
        for (Lattice.Form form : lattice.forms(start)) {
            List<Template.OfTime> begun = templates.words().get(form.word());
            for (Template.OfTime template : begun == null ? List.<Template.OfTime>of() : begun) {
                match(template, start, ends);
            }
        }
        for (Edge edge : lattice.edges(start)) {
            List<Template.OfTime> begun = templates.kinds().get(edge.kind());
            for (Template.OfTime template : begun == null ? List.<Template.OfTime>of() : begun) {
                match(template, start, ends);
            }
        }
        ends.forEach((end, value) -> lattice.add(new Edge(layer, start, end, value, false)));
    }

    /// Puts what a template means by the token before which it ends; what an earlier template meant by that stays.
    private void match(Template.OfTime template, int start, Map<Integer, Object> ends) {
        Automaton automaton = template.automaton();
        List<Way> ways = new ArrayList<>(List.of(new Way(start, Automaton.START, null, null)));
        for (int i = 0; i < ways.size() && i < 200; i++) {
            Way way = ways.get(i);
            if (way.at() > start && automaton.accepts(way.state()) && !ends.containsKey(way.at())) {
                meaning(template, way).ifPresent(value -> ends.put(way.at(), value));
            }
            for (int state : way.at() < lattice.size() ? automaton.next(way.state()) : new int[0]) {
                step(automaton, way, state, ways);
            }
        }
    }

    private void step(Automaton automaton, Way way, int state, List<Way> ways) {
        switch (automaton.symbol(state)) {
            case Pattern.Word(String word) -> {
                if (lattice.isWord(way.at(), word)) {
                    ways.add(new Way(way.at() + 1, state, way, null));
                }
            }
            case Pattern.Hole(SlotKind kind) -> {
                for (Edge edge : lattice.edges(way.at())) {
                    if (edge.kind() == kind) {
                        ways.add(new Way(edge.end(), state, way, edge.value()));
                    }
                }
            }
            default -> throw new IllegalStateException("an automaton has words and holes only");
        }
    }

    private Optional<?> meaning(Template.OfTime template, Way way) {
        try {
            return template.form().evaluate(new Said(way.parts(), template.arguments()), calendar);
        } catch (NoSuchElementException e) {
            throw new IllegalStateException("a template of time says too little for " + template.form(), e);
        }
    }
}
