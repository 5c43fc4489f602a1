package io.lapwing.chatbot.domain.language;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps what is denied, asked, quoted or reported from being done. A template of an intent that acts accounts for each
/// word already; this is the second lock on that door. It knows the words of all languages, since texts mix them.
final class Guard {
    private final List<Language> languages;
    private final Set<String> guards;
    private final Set<String> actions;

    Guard(List<Language> languages) {
        this.languages = List.copyOf(languages);
        guards = languages.stream().flatMap(language -> language.guards().stream())
                .collect(Collectors.toUnmodifiableSet());
        actions = languages.stream().flatMap(language -> language.actions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Words that no reading may leave out, since they act or deny.
    Set<String> telling() {
        return Stream.concat(guards.stream(), actions.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether nothing may be done on a text whose words are not accounted for by a template: it holds a word that denies
    /// or reports, anything quoted, or a question that is no request.
    boolean forbidsActing(List<Token> tokens) {
        boolean question = false;
        for (Token token : tokens) {
            String word = token.word();
            if (guards.contains(word) || word.equals("\"") || word.equals(">")
                    || (word.equals("'") && token.kind() == Token.Kind.SIGN)) {
                return true;
            }
            question |= word.equals("?");
        }
        return question && !Terms.sayPlease(tokens, languages);
    }

    /// Whether a reading must not be followed.
    boolean forbids(Reading reading) {
        Intent intent = reading.template().intent();
        if (intent == null || !(intent.writes() || intent == Intent.CONFIRM)) {
            return false;
        }
        boolean question = false;
        int quotes = 0;
        boolean quotedAction = false;
        Lattice lattice = reading.lattice();
        for (int at = 0; at < lattice.size(); at++) {
            String word = lattice.token(at).word();
            if (guards.contains(word)) {
                return true;
            }
            question |= word.equals("?");
            boolean quote = word.equals("\"")
                    || (word.equals("'") && lattice.token(at).kind() == Token.Kind.SIGN);
            quotes += quote ? 1 : 0;
            quotedAction |= quotes % 2 == 1 && (actions.contains(word) || intent == Intent.CONFIRM);
        }
        boolean request = reading.of(SlotKind.REQUEST).anyMatch(edge -> !edge.fuzzy());
        return quotedAction || (question && !request);
    }
}
