package io.lapwing.chatbot.channels.telegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the HTML of messages as Telegram does, and says what would become a link in it.
final class TelegramHtml {
    private static final Pattern TOKEN = Pattern.compile("<(/?)(b|code|pre)>|&(lt|gt|amp|quot);|([^<>&])");
    private static final Pattern LIVE = Pattern.compile(
            "(?<!\\w)@\\w{2,}|https?://\\S|(?<![\\w/<>])/[a-z]\\w*|[\\p{L}\\p{N}-]+\\.(com|org|example|net)\\b");
    private static final int HEEDED = 100;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder alive = new StringBuilder();
    private int entities;

    /// @throws IllegalArgumentException if Telegram could not parse it
    TelegramHtml(String html) {
        Matcher tokens = TOKEN.matcher(html);
        Deque<String> open = new ArrayDeque<>();
        int read = 0;
        while (tokens.find()) {
            if (tokens.start() != read) {
                throw new IllegalArgumentException("can't parse entities");
            }
            read = tokens.end();
            if (tokens.group(2) != null) {
                tag(open, tokens.group(1).isEmpty(), tokens.group(2));
            } else {
                String plain = tokens.group(4) != null ? tokens.group(4) : character(tokens.group(3));
                text.append(plain);
                alive.append(open.contains("code") || open.contains("pre") ? " " : plain);
            }
        }
        if (read != html.length() || !open.isEmpty()) {
            throw new IllegalArgumentException("can't parse entities");
        }
    }

    private void tag(Deque<String> open, boolean opens, String name) {
        if (opens) {
            entities++;
            if (!open.isEmpty()) {
                throw new IllegalArgumentException("code and pre are not part of others");
            }
            open.push(name);
        } else if (open.isEmpty() || !open.pop().equals(name)) {
            throw new IllegalArgumentException("can't parse entities");
        }
    }

    private static String character(String name) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            default -> "\"";
        };
    }

    String text() {
        return text.toString();
    }

    boolean isAlive() {
        return LIVE.matcher(alive).find() || entities > HEEDED;
    }
}
