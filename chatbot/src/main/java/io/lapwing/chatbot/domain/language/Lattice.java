package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Token.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A text with everything that was recognised in it by one language: what its tokens may stand for, and what begins at
/// each. Things may overlap; which of them are meant is decided by the template that fits best.
final class Lattice {
    /// Texts with more words that nobody knows are no sentences, and none of their words is corrected.
    private static final int MOST_UNKNOWN = 16;

    /// A word that a token may stand for.
    ///
    /// @param fuzzy whether it was misspelt
    /// @param plural whether an ending was taken off
    record Form(String word, boolean fuzzy, boolean plural) {}

    private final Language language;
    private final List<Token> tokens;
    private final List<List<Form>> forms;
    private final List<List<Edge>> edges = new ArrayList<>();
    /// Where the fillers end that begin at a token.
    private final List<List<Integer>> fillers = new ArrayList<>();
    /// Those of them that may only stand in what merely reads.
    private final List<List<Integer>> readingFillers = new ArrayList<>();
    private final boolean[] unknown;

    Lattice(List<Token> text, Language language, FleetWords fleet, Spelling spelling) {
        this.language = language;
        this.tokens = split(text, language, fleet.words());
        this.unknown = new boolean[tokens.size()];
        this.forms = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            forms.add(exact(token, language, fleet));
            edges.add(new ArrayList<>(2));
            fillers.add(new ArrayList<>(1));
            readingFillers.add(new ArrayList<>(1));
        }
        findFillers(language);
        correct(language, fleet, spelling);
    }

    Language language() {
        return language;
    }

    private static List<Token> split(List<Token> text, Language language, Set<String> fleet) {
        if (language.shapes().heads().isEmpty() && language.shapes().tails().isEmpty()) {
            return text;
        }
        List<Token> tokens = new ArrayList<>(text.size());
        for (Token token : text) {
            if (token.kind() != Kind.WORD || language.known().contains(token.word()) || fleet.contains(token.word())) {
                tokens.add(token);
                continue;
            }
            boolean glued = token.glued();
            for (String part : language.shapes().parts(token.word(), language.known())) {
                tokens.add(new Token(Kind.WORD, part.equals(token.word()) ? token.text() : part, part, glued));
                glued = false;
            }
        }
        return tokens;
    }

    private static List<Form> exact(Token token, Language language, FleetWords fleet) {
        List<Form> forms = new ArrayList<>(2);
        forms.add(new Form(token.word(), false, false));
        if (token.kind() == Kind.WORD) {
            for (String bare : language.shapes().bare(token.word())) {
                forms.add(new Form(bare, false, false));
            }
            for (String singular : language.shapes().singulars(token.word())) {
                if (fleet.words().contains(singular) || language.terms().child(singular) != null) {
                    forms.add(new Form(singular, false, true));
                }
            }
        }
        return forms;
    }

    private void findFillers(Language language) {
        for (int start = 0; start < tokens.size(); start++) {
            WordTree<Boolean> node = language.fillers();
            for (int at = start; at < tokens.size(); at++) {
                node = node.child(tokens.get(at).word());
                if (node == null) {
                    break;
                }
                if (node.values().contains(true)) {
                    fillers.get(start).add(at + 1);
                } else if (!node.values().isEmpty()) {
                    readingFillers.get(start).add(at + 1);
                }
            }
        }
    }

    /// Adds what misspelt words were meant to be.
    private void correct(Language language, FleetWords fleet, Spelling spelling) {
        int count = 0;
        for (int i = 0; i < tokens.size(); i++) {
            unknown[i] = tokens.get(i).kind() == Kind.WORD && fillers.get(i).isEmpty()
                    && readingFillers.get(i).isEmpty()
                    && forms.get(i).stream().noneMatch(form -> language.known().contains(form.word())
                            || fleet.words().contains(form.word()) || language.guards().contains(form.word())
                            || language.actions().contains(form.word()));
            count += unknown[i] ? 1 : 0;
        }
        for (int i = 0; i < tokens.size() && count <= MOST_UNKNOWN; i++) {
            if (unknown[i]) {
                String word = tokens.get(i).word();
                Set<String> meant = new LinkedHashSet<>(fleet.spelling().nearest(word));
                meant.addAll(spelling.nearest(word));
                for (String one : meant) {
                    forms.get(i).add(new Form(one, true, false));
                }
            }
        }
    }

    int size() {
        return tokens.size();
    }

    Token token(int at) {
        return tokens.get(at);
    }

    List<Form> forms(int at) {
        return forms.get(at);
    }

    List<Edge> edges(int at) {
        return edges.get(at);
    }

    List<Integer> fillers(int at) {
        return fillers.get(at);
    }

    List<Integer> readingFillers(int at) {
        return readingFillers.get(at);
    }

    /// Whether a token is a word that neither the language nor the fleet has.
    boolean isUnknown(int at) {
        return unknown[at];
    }

    boolean isSign(int at, String sign) {
        return at < tokens.size() && tokens.get(at).isSign(sign);
    }

    boolean isGlued(int at) {
        return at < tokens.size() && tokens.get(at).glued();
    }

    void add(Edge edge) {
        edges.get(edge.start()).add(edge);
    }

    /// All words and slots that the text may have.
    Set<Object> symbols() {
        Set<Object> symbols = new HashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            for (Form form : forms.get(at)) {
                symbols.add(form.word());
            }
            for (Edge edge : edges.get(at)) {
                symbols.add(edge.kind());
            }
        }
        if (symbols.contains(SlotKind.TYPE) || symbols.contains(SlotKind.PRONOUN)) {
            symbols.add(SlotKind.DEVICE);
        }
        return symbols;
    }

    /// Whether a token may stand for a word.
    boolean isWord(int at, String word) {
        for (Form form : forms.get(at)) {
            if (form.word().equals(word)) {
                return true;
            }
        }
        return false;
    }

    /// The text from one token to before another, as it was written.
    String text(int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(i == start || tokens.get(i).glued() ? "" : " ").append(tokens.get(i).text());
        }
        return text.toString();
    }
}
