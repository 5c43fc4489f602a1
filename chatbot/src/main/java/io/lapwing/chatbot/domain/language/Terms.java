package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Lattice.Form;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds the words of a language's lists in a text.
final class Terms {
    private static final List<String> JOINERS = List.of(",", "&", "+", "/", ";");

    /// What the plural of a word may stand for; of other lists each form is written out.
    private static final Set<SlotKind> INFLECTED = EnumSet.of(SlotKind.TYPE, SlotKind.METRIC, SlotKind.SITE);

    private final Lattice lattice;
    private final List<List<Found>> found = new ArrayList<>();

    /// @param end before which token the phrase ends
    record Found(Term term, int end, boolean fuzzy, boolean plural) {}

    Terms(Lattice lattice, WordTree<Term> terms) {
        this.lattice = lattice;
        for (int start = 0; start < lattice.size(); start++) {
            List<Found> here = new ArrayList<>(1);
            walk(terms, start, new Found(new Term(SlotKind.NUMBER, 0L, false), start, false, false), here);
            found.add(here);
        }
    }

    /// Whether somebody says please, in any of some languages.
    static boolean sayPlease(List<Token> tokens, List<Language> languages) {
        return languages.stream().anyMatch(language -> {
            Lattice lattice = new Lattice(tokens, language, FleetWords.of(List.of()), new Spelling(List.of()));
            Terms terms = new Terms(lattice, language.terms());
            for (int at = 0; at < lattice.size(); at++) {
                if (terms.end(SlotKind.REQUEST, at) > at) {
                    return true;
                }
            }
            return false;
        });
    }

    private void walk(WordTree<Term> node, int at, Found so, List<Found> here) {
        for (Term term : node.values()) {
            if (so.plural() && !INFLECTED.contains(term.kind())) {
                continue;
            }
            here.add(new Found(term, at, so.fuzzy(), so.plural() || term.plural()));
        }
        if (node.isLeaf() || at >= lattice.size()) {
            return;
        }
        // The parts of "power-cycle" and "cold-store" are words of their own.
        int word = at > so.end() && lattice.isSign(at, "-") && lattice.isGlued(at) ? at + 1 : at;
        if (word >= lattice.size()) {
            return;
        }
        for (Form form : lattice.forms(word)) {
            WordTree<Term> child = node.child(form.word());
            if (child != null) {
                walk(child, word + 1, new Found(so.term(), so.end(), so.fuzzy() || form.fuzzy(),
                        so.plural() || form.plural()), here);
            }
        }
    }

    List<Found> at(int start) {
        return start < found.size() ? found.get(start) : List.of();
    }

    boolean is(SlotKind kind, int at, Object value) {
        for (Found one : at(at)) {
            if (one.term().kind() == kind && one.term().value().equals(value) && !one.fuzzy()) {
                return true;
            }
        }
        return false;
    }

    /// Where the longest term of a kind ends; the token itself where there is none.
    int end(SlotKind kind, int at) {
        int end = at;
        for (Found one : at(at)) {
            if (one.term().kind() == kind && !one.fuzzy()) {
                end = Math.max(end, one.end());
            }
        }
        return end;
    }

    /// Makes edges of all that stand for the value of a slot.
    void addEdges() {
        for (int at = 0; at < found.size(); at++) {
            for (Found one : found.get(at)) {
                switch (one.term().kind()) {
                    case SEVERITY, STATE, ALERT_STATE, AGG, SCOPE, UNIT, WEEKDAY, MONTH, PART, PRONOUN, REQUEST ->
                        lattice.add(new Edge(one.term().kind(), at, one.end(), one.term().value(), one.fuzzy()));
                    default -> {
                        // The fleet's words are found in the fleet, numbers and degrees with their digits.
                    }
                }
            }
        }
    }

    private boolean isJoiner(int at, String value) {
        return is(SlotKind.DEVICE, at, value);
    }

    boolean isOr(int at) {
        return isJoiner(at, "or");
    }

    /// The token behind "and", "or", a comma, or a comma and one of them; the end of the text where there is none.
    int afterJoiner(int at) {
        int next = at;
        if (next < lattice.size() && JOINERS.contains(lattice.token(next).word())) {
            next++;
        }
        if (isJoiner(next, "and") || isJoiner(next, "or")) {
            next = end(SlotKind.DEVICE, next);
        }
        return next == at ? lattice.size() : next;
    }

    /// Whether "and", "or" or a comma stands before a token.
    boolean joinerBefore(int at) {
        return at > 0 && (JOINERS.contains(lattice.token(at - 1).word()) || isJoiner(at - 1, "and")
                || isJoiner(at - 1, "or"));
    }

    /// The token behind "number", "no." and "#", which may stand before a number; the token itself where there is none.
    int afterNumberSign(int at) {
        if (lattice.isSign(at, "#")) {
            return at + 1;
        }
        int end = isJoiner(at, "number") ? end(SlotKind.DEVICE, at) : at;
        return end > at && lattice.isSign(end, ".") ? end + 1 : end;
    }
}
