package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads templates: words, `(one|another)`, `[perhaps]`, `{slot}` and `<rule>`.
final class TemplateSyntax {
    private static final String MEANINGFUL = "()[]|{}<>";
    private static final int MAX_DEPTH = 20;

    private final String text;
    private final Map<String, Pattern> rules;
    private int at;
    private int depth;

    private TemplateSyntax(String text, Map<String, Pattern> rules) {
        this.text = text;
        this.rules = rules;
    }

    /// @throws IllegalArgumentException if it is no template; says why
    static Pattern parse(String text, Map<String, Pattern> rules) {
        TemplateSyntax syntax = new TemplateSyntax(text, rules);
        Pattern pattern = syntax.choice();
        if (syntax.at < text.length()) {
            throw new IllegalArgumentException("'" + text.charAt(syntax.at) + "' closes nothing");
        }
        return pattern;
    }

    private Pattern choice() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " brackets in one another");
        }
        List<Pattern> options = new ArrayList<>();
        options.add(sequence());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            options.add(sequence());
        }
        depth--;
        return options.size() == 1 ? options.getFirst() : new Pattern.Choice(options);
    }

    private Pattern sequence() {
        List<Pattern> parts = new ArrayList<>();
        while (at < text.length() && ")]|".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t' -> at++;
                case '(' -> parts.add(bracketed(')'));
                case '[' -> parts.add(new Pattern.Option(bracketed(']')));
                case '{' -> parts.add(hole(until('}')));
                case '<' -> parts.add(rule(until('>')));
                case '}', '>' -> throw new IllegalArgumentException("'" + c + "' closes nothing");
                default -> parts.addAll(words());
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Pattern.Sequence(parts);
    }

    private Pattern bracketed(char close) {
        at++;
        Pattern inner = choice();
        if (at >= text.length() || text.charAt(at) != close) {
            throw new IllegalArgumentException("'" + close + "' is missing");
        }
        at++;
        return inner;
    }

    private String until(char close) {
        int end = text.indexOf(close, at);
        if (end < 0) {
            throw new IllegalArgumentException("'" + close + "' is missing");
        }
        String name = text.substring(at + 1, end);
        at = end + 1;
        return name;
    }

    private static Pattern hole(String name) {
        return new Pattern.Hole(SlotKind.of(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no slot {" + name + "}")));
    }

    private Pattern rule(String name) {
        Pattern rule = rules.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("there is no rule <" + name + "> above this line");
        }
        return rule;
    }

    private List<Pattern> words() {
        int begin = at;
        while (at < text.length() && MEANINGFUL.indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(
                text.charAt(at))) {
            at++;
        }
        List<Pattern> words = new ArrayList<>();
        for (Token token : Tokens.of(text.substring(begin, at))) {
            words.add(new Pattern.Word(token.word()));
        }
        return words;
    }
}
