package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Token.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Matches a text with the sentences of a language. A sentence has to account for the whole text: each token is a word of
/// the template or part of one of its slots, or a filler, or part of a slot that may stand anywhere in such a sentence.
/// Only in what merely reads may a few words be left over.
final class SentenceMatcher {
    private static final int FILLER = 2;
    private static final int FLOAT = 1;
    /// Dearer than a filler: most of what could be a pronoun is none.
    private static final int PRONOUN = 3;
    private static final int FUZZY = 20;
    private static final int UNKNOWN = 100;
    private static final int MOST_UNKNOWN = 2;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final String SILENT_SIGNS = ",.!?-:;()\"'*_~…>/|•";

    private static final Set<SlotKind> WHERE = EnumSet.of(SlotKind.DEVICE, SlotKind.TYPE, SlotKind.SITE,
            SlotKind.PRONOUN, SlotKind.REQUEST);
    /// Slots that may stand anywhere in a sentence of an intent.
    private static final Map<Intent, Set<SlotKind>> FLOATING = new EnumMap<>(Map.of(
            Intent.STATUS, WHERE,
            Intent.LIST, and(WHERE, SlotKind.STATE),
            Intent.LATEST, and(WHERE, SlotKind.METRIC, SlotKind.AGG, SlotKind.RANGE),
            Intent.CHART, and(WHERE, SlotKind.METRIC, SlotKind.AGG, SlotKind.RANGE),
            Intent.ALERT_LIST, and(WHERE, SlotKind.SEVERITY, SlotKind.ALERT_STATE, SlotKind.RANGE),
            Intent.SUBSCRIBE, and(WHERE, SlotKind.SCOPE, SlotKind.SEVERITY),
            Intent.UNSUBSCRIBE, and(WHERE, SlotKind.SCOPE, SlotKind.SEVERITY),
            Intent.SILENCE, and(EnumSet.of(SlotKind.REQUEST), SlotKind.UNTIL),
            Intent.FILE_STATUS, EnumSet.of(SlotKind.FILE, SlotKind.REQUEST),
            Intent.FILE_PROCESS, EnumSet.of(SlotKind.FILE, SlotKind.REQUEST)));
    private static final Set<SlotKind> IN_FOLLOW_UPS = and(WHERE, SlotKind.METRIC, SlotKind.AGG, SlotKind.RANGE,
            SlotKind.SEVERITY, SlotKind.STATE, SlotKind.ALERT_STATE);
    private static final Set<SlotKind> ELSEWHERE = EnumSet.of(SlotKind.REQUEST);

    private final Language language;
    private final Lattice lattice;
    private final Set<String> telling;
    /// The cheapest ways to each token, by state of the template that is being matched.
    private final @Nullable Step[] @Nullable [] best;

    /// How far a match has come.
    private record Step(int at, int state, int cost, @Nullable Step before, @Nullable Edge edge) {}

    /// @param telling words, of any language, that no reading may leave out
    SentenceMatcher(Language language, Lattice lattice, Set<String> telling) {
        this.language = language;
        this.telling = telling;
        this.lattice = lattice;
        this.best = new @Nullable Step[lattice.size() + 1][];
    }

    private static Set<SlotKind> and(Set<SlotKind> kinds, SlotKind... more) {
        EnumSet<SlotKind> all = EnumSet.copyOf(kinds);
        all.addAll(List.of(more));
        return all;
    }

    /// How the text can be read, once for each template that it fits.
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        Set<Object> there = lattice.symbols();
        for (Template template : language.sentences()) {
            if (template.needs().stream().noneMatch(any -> Collections.disjoint(any, there))) {
                match(template).ifPresent(readings::add);
            }
        }
        return readings;
    }

    private Optional<Reading> match(Template template) {
        Set<SlotKind> floating = template.intent() == null ? IN_FOLLOW_UPS
                : FLOATING.getOrDefault(template.intent(), ELSEWHERE);
        relax(template, new Step(0, Automaton.START, 0, null, null));
        int furthest = 0;
        for (int at = 0; at < lattice.size(); at++) {
            @Nullable
            Step[] steps = best[at];
            for (int state = 0; steps != null && state < steps.length; state++) {
                if (steps[state] != null) {
                    furthest = Math.max(furthest, Math.max(skip(template, steps[state], floating),
                            advance(template, steps[state])));
                }
            }
            best[at] = null;
            if (furthest <= at) {
                return Optional.empty();
            }
        }
        @Nullable
        Step[] last = best[lattice.size()];
        best[lattice.size()] = null;
        return accepted(last, template);
    }

    private Optional<Reading> accepted(@Nullable Step @Nullable [] last, Template template) {
        Step cheapest = null;
        for (int state = 0; last != null && state < last.length; state++) {
            Step step = last[state];
            if (step != null && template.automaton().accepts(state)
                    && (cheapest == null || step.cost() < cheapest.cost())) {
                cheapest = step;
            }
        }
        if (cheapest == null) {
            return Optional.empty();
        }
        List<Edge> said = new ArrayList<>();
        for (Step step = cheapest; step != null; step = step.before()) {
            if (step.edge() != null) {
                said.addFirst(step.edge());
            }
        }
        return Optional.of(new Reading(template, cheapest.cost(), said, lattice));
    }

    /// @return where the step leads
    private int relax(Template template, Step step) {
        @Nullable
        Step[] there = best[step.at()];
        if (there == null) {
            there = new @Nullable Step[template.automaton().states()];
            best[step.at()] = there;
        }
        Step known = there[step.state()];
        if (known == null || step.cost() < known.cost()) {
            there[step.state()] = step;
        }
        return step.at();
    }

    /// Goes on without moving in the template.
    private int skip(Template template, Step step, Set<SlotKind> floating) {
        int furthest = 0;
        int at = step.at();
        for (int end : lattice.fillers(at)) {
            furthest = Math.max(furthest, filler(template, step, end));
        }
        for (int end : template.intent() == null || template.intent().isTalkedAbout() ? lattice.readingFillers(at)
                : List.<Integer>of()) {
            furthest = Math.max(furthest, filler(template, step, end));
        }
        Token token = lattice.token(at);
        if (token.kind() == Kind.SIGN && SILENT_SIGNS.contains(token.word())) {
            furthest = Math.max(furthest, relax(template,
                    new Step(at + 1, step.state(), step.cost(), step.before(), step.edge())));
        }
        for (Edge edge : lattice.edges(at)) {
            if (floating.contains(edge.kind()) && !isGuess(edge)) {
                furthest = Math.max(furthest, relax(template, new Step(edge.end(), step.state(),
                        step.cost() + (edge.kind() == SlotKind.PRONOUN ? PRONOUN : FLOAT)
                                + (edge.fuzzy() ? FUZZY : 0),
                        step, edge)));
            }
        }
        if (mayLeaveOut(template, step, token)) {
            furthest = Math.max(furthest, relax(template,
                    new Step(at + 1, step.state(), step.cost() + UNKNOWN, step.before(), step.edge())));
        }
        return furthest;
    }

    private int filler(Template template, Step step, int end) {
        return relax(template, new Step(end, step.state(), step.cost() + FILLER * (end - step.at()), step.before(),
                step.edge()));
    }

    private static boolean isTolerant(Template template) {
        Intent intent = template.intent();
        return intent != null && (intent.reads() || intent == Intent.HANDOFF);
    }

    private boolean mayLeaveOut(Template template, Step step, Token token) {
        return isTolerant(template) && step.cost() < UNKNOWN * MOST_UNKNOWN
                && token.kind() != Kind.SIGN && !telling.contains(token.word());
    }

    private int advance(Template template, Step step) {
        int furthest = 0;
        for (int state : template.automaton().next(step.state())) {
            furthest = Math.max(furthest, switch (template.automaton().symbol(state)) {
                case Pattern.Word(String word) -> word(template, step, state, word);
                case Pattern.Hole(SlotKind kind) -> hole(template, step, state, kind);
                default -> throw new IllegalStateException("an automaton has words and holes only");
            });
        }
        return furthest;
    }

    private int word(Template template, Step step, int state, String word) {
        int cost = NEVER;
        for (Lattice.Form form : lattice.forms(step.at())) {
            if (form.word().equals(word)) {
                cost = Math.min(cost, form.fuzzy() ? FUZZY : 0);
            }
        }
        if (cost == NEVER) {
            return 0;
        }
        Edge fuzzy = cost == 0 ? null
                : new Edge(SlotKind.REQUEST, step.at(), step.at() + 1, "misspelt", true);
        return relax(template, fuzzy == null
                ? new Step(step.at() + 1, state, step.cost(), step.before(), step.edge())
                : new Step(step.at() + 1, state, step.cost() + cost, step, fuzzy));
    }

    private int hole(Template template, Step step, int state, SlotKind kind) {
        int furthest = 0;
        boolean writes = template.intent() != null && template.intent().writes();
        for (Edge edge : lattice.edges(step.at())) {
            boolean fits = edge.kind() == kind || (kind == SlotKind.DEVICE && (edge.kind() == SlotKind.TYPE
                    || (writes && edge.kind() == SlotKind.PRONOUN)));
            if (fits && (writes || !isGuess(edge))) {
                int cost = step.cost() + (edge.fuzzy() ? FUZZY : 0) + (isGuess(edge) ? UNKNOWN / 2 : 0);
                furthest = Math.max(furthest,
                        relax(template, new Step(edge.end(), state, cost, step, edge)));
            }
        }
        return furthest;
    }

    /// Whether something is taken for a device although nothing says that it is one.
    private static boolean isGuess(Edge edge) {
        return edge.fuzzy() && edge.value() instanceof Edge.Devices devices && devices.unknown() != null
                && devices.ids().isEmpty();
    }
}
