package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Texts;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Slack's own way to write texts: `&`, `<` and `>` are entities, and what Slack understood stands in angle brackets.
final class SlackText {
    /// `<@U024BE7LH>`, `<#C024BE7LR|general>`, `<!here>`, `<https://example.com|example.com>`, `<mailto:a@b.example>`.
    private static final Pattern UNDERSTOOD = Pattern
            .compile("<([@#!]|https?://|mailto:|tel:)([^<>|]*)(?:\\|([^<>]*))?>");

    private SlackText() {}

    /// What somebody wrote to the bot, without its mention: as he sees it, since he never wrote the brackets.
    ///
    /// @param bots who is mentioned by that: what calls the bot says nothing to it
    static String read(String text, Set<String> bots) {
        Matcher matcher = UNDERSTOOD.matcher(text);
        String seen = matcher.replaceAll(found -> Matcher.quoteReplacement(shown(found, bots)));
        return Texts.said(seen.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }

    private static String shown(MatchResult found, Set<String> bots) {
        String kind = found.group(1);
        String target = found.group(2);
        String label = found.group(3);
        if (kind.equals("@") && bots.contains(target)) {
            return " ";
        }
        if (kind.equals("@") || kind.equals("#") || kind.equals("!")) {
            String sign = kind.equals("#") ? "#" : "@";
            String name = label == null || label.isEmpty() ? target : label;
            return name.startsWith(sign) ? name : sign + name;
        }
        return label == null || label.isEmpty() ? (kind.equals("mailto:") ? "" : kind) + target : label;
    }

    /// As Slack shows it where it reads markup, but for `*_~` and backquotes, which it has no escape for.
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
