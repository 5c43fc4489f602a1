package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A template compiled for matching: Glushkov's automaton, whose states are the words and holes of the template. It has
/// no empty transitions and is walked forwards only, in a time linear in the text.
final class Automaton {
    static final int START = 0;
    private static final int MAX_STATES = 4_000;

    /// What state `i + 1` takes: a [Pattern.Word] or a [Pattern.Hole].
    private final List<Pattern> symbols = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();
    private final int[][] next;
    private final boolean[] accepting;

    /// Where a part of a pattern can begin and end, and whether it may be missing.
    private record Ends(BitSet first, BitSet last, boolean nullable) {}

    Automaton(Pattern pattern) {
        follow.add(new BitSet());
        Ends whole = compile(pattern);
        follow.getFirst().or(whole.first());
        next = follow.stream().map(states -> states.stream().toArray()).toArray(int[][]::new);
        accepting = new boolean[next.length];
        whole.last().stream().forEach(state -> accepting[state] = true);
        accepting[START] = whole.nullable();
    }

    int states() {
        return next.length;
    }

    int[] next(int state) {
        return next[state];
    }

    boolean accepts(int state) {
        return accepting[state];
    }

    Pattern symbol(int state) {
        return symbols.get(state - 1);
    }

    private Ends compile(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Word _,Pattern.Hole _ -> state(pattern);
            case Pattern.Option(Pattern part) -> {
                Ends ends = compile(part);
                yield new Ends(ends.first(), ends.last(), true);
            }
            case Pattern.Choice(List<Pattern> options) -> choice(options);
            case Pattern.Sequence(List<Pattern> parts) -> sequence(parts);
        };
    }

    private Ends state(Pattern symbol) {
        if (symbols.size() == MAX_STATES) {
            throw new IllegalArgumentException("more than " + MAX_STATES + " words in one template");
        }
        symbols.add(symbol);
        follow.add(new BitSet());
        BitSet self = new BitSet();
        self.set(symbols.size());
        return new Ends(self, self, false);
    }

    private Ends choice(List<Pattern> options) {
        BitSet first = new BitSet();
        BitSet last = new BitSet();
        boolean nullable = false;
        for (Pattern option : options) {
            Ends ends = compile(option);
            first.or(ends.first());
            last.or(ends.last());
            nullable |= ends.nullable();
        }
        return new Ends(first, last, nullable);
    }

    private Ends sequence(List<Pattern> parts) {
        Ends all = new Ends(new BitSet(), new BitSet(), true);
        for (Pattern part : parts) {
            Ends ends = compile(part);
            all.last().stream().forEach(state -> follow.get(state).or(ends.first()));
            BitSet first = (BitSet) all.first().clone();
            if (all.nullable()) {
                first.or(ends.first());
            }
            BitSet last = (BitSet) ends.last().clone();
            if (ends.nullable()) {
                last.or(all.last());
            }
            all = new Ends(first, last, all.nullable() && ends.nullable());
        }
        return all;
    }
}
