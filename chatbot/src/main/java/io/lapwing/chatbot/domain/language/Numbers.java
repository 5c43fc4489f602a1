package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Lattice.Form;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Reads whole numbers, in digits or in words: 17, seventeen, twenty-one, one hundred and two.
final class Numbers {
    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    private final Lattice lattice;
    private final WordTree<Term> terms;

    Numbers(Lattice lattice, WordTree<Term> terms) {
        this.lattice = lattice;
        this.terms = terms;
    }

    /// @param word in digits, with the zeros that were said in front
    record Found(String word, int end) {
        Optional<Long> value() {
            return word.length() > 15 ? Optional.empty() : Optional.of(Long.valueOf(word));
        }
    }

    /// The longest number that begins at a token.
    Optional<Found> at(int start) {
        if (start >= lattice.size()) {
            return Optional.empty();
        }
        Token token = lattice.token(start);
        if (token.isWholeNumber()) {
            return Optional.of(new Found(token.word(), start + 1));
        }
        Long first = word(start);
        if (first == null) {
            return Optional.empty();
        }
        int end = start + 1;
        Long hundred = word(end);
        long value = first;
        if (hundred != null && hundred == HUNDRED && first >= 1 && first < TEN) {
            value = first * HUNDRED;
            end++;
            int next = isAnd(end) ? end + 1 : end;
            Optional<Found> rest = at(next).filter(found -> found.value().filter(n -> n > 0 && n < HUNDRED).isPresent()
                    && word(next) != null);
            if (rest.isPresent()) {
                return Optional.of(new Found(Long.toString(value + rest.get().value().orElse(0L)), rest.get().end()));
            }
            return Optional.of(new Found(Long.toString(value), end));
        }
        if (value >= 2 * TEN && value < HUNDRED && value % TEN == 0) {
            int next = lattice.isSign(end, "-") ? end + 1 : end;
            Long unit = word(next);
            if (unit != null && unit >= 1 && unit < TEN) {
                return Optional.of(new Found(Long.toString(value + unit), next + 1));
            }
        }
        return Optional.of(new Found(Long.toString(value), end));
    }

    private boolean isAnd(int at) {
        return at < lattice.size() && lattice.token(at).word().equals("and");
    }

    private @Nullable Long word(int at) {
        if (at >= lattice.size()) {
            return null;
        }
        for (Form form : lattice.forms(at)) {
            WordTree<Term> node = form.fuzzy() || form.plural() ? null : terms.child(form.word());
            List<Term> values = node == null ? List.of() : node.values();
            for (Term term : values) {
                if (term.kind() == SlotKind.NUMBER) {
                    return (Long) term.value();
                }
            }
        }
        return null;
    }
}
