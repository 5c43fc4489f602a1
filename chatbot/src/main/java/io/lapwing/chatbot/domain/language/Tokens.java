package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts texts into tokens. A letter and a digit next to each other are two, so that `pump17` is read as `pump 17`; each
/// token knows whether it was glued to the one before.
final class Tokens {
    private static final String ENDINGS = "csv|tsv|json|jsonl|ndjson|xlsx?|parquet|txt|xml|zip|gz|bin|log|senml|cbor";
    /// Each alternative begins with a different class of characters or is bounded, so that none backtracks far.
    private static final Pattern TOKEN = Pattern.compile(
            """
                    (?<file>(?<![\\p{L}\\p{N}_./-])[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_/-]|\\.(?=[\\p{L}\\p{N}_])){0,120}+(?<=\\.(?:%s))(?![\\p{L}\\p{N}_]))
                    |(?<date>(?<![\\d.])(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4})?)(?![\\p{L}\\d]))
                    |(?<time>(?<![\\d:.])\\d{1,2}:\\d{2}(?![\\d:]))
                    |(?<number>\\d+(?:[.,]\\d+)*)
                    |(?<not>(?:(?<=\\p{L})|^)n't\\b)
                    |(?<suffix>(?:(?<=[\\p{L}\\p{N}])|^)'(?:s|m|re|ll|ve|d|t)\\b)
                    |(?<word>\\p{L}(?:(?!n't\\b)[\\p{L}\\p{M}]|'(?!(?:s|m|re|ll|ve|d|t)\\b)(?=\\p{L}))*+)
                    |(?<sign>\\S)"""
                    .formatted(ENDINGS),
            Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);

    private Tokens() {}

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(TextFold.clean(text));
        int end = -1;
        while (matcher.find()) {
            tokens.add(token(matcher, matcher.start() == end));
            end = matcher.end();
        }
        return tokens;
    }

    /// The words and numbers of a name, as they are compared.
    static List<String> words(String name) {
        return of(name).stream().filter(token -> token.kind() != Kind.SIGN && token.kind() != Kind.SUFFIX)
                .map(Token::word).toList();
    }

    private static Token token(Matcher matcher, boolean glued) {
        String text = matcher.group();
        Kind kind = kind(matcher);
        return new Token(kind, text, TextFold.fold(text), glued);
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.start("word") >= 0) {
            return Kind.WORD;
        } else if (matcher.start("sign") >= 0) {
            return Kind.SIGN;
        } else if (matcher.start("number") >= 0) {
            return Kind.NUMBER;
        } else if (matcher.start("time") >= 0) {
            return Kind.TIME;
        } else if (matcher.start("date") >= 0) {
            return Kind.DATE;
        }
        return matcher.start("file") >= 0 ? Kind.FILE : Kind.SUFFIX;
    }
}
