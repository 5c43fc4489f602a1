package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Payload;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Tells what is meant for the bot from what people say to one another, and frees it from commands and mentions:
/// `/alert_list@LapwingBot critical` and `@LapwingBot alert list critical` say `alert list critical`.
final class TelegramMentions {
    /// What everybody's first message to a bot is, by the button that Telegram shows; `/start pump-17` is another thing.
    private static final Pattern START = Pattern.compile("/start(@\\w+)?\\s*");
    private static final String HELP = "help";

    private final @Nullable String botName;

    TelegramMentions(@Nullable String botName) {
        this.botName = botName;
    }

    /// @param isMine whether the bot is called in it
    /// @param isOthers whether it is another bot's command
    record Call(String text, boolean isMine, boolean isOthers) {}

    /// @param entities what Telegram has found in the text; offsets count UTF-16 units
    Call read(String text, List<Payload> entities) {
        StringBuilder rest = new StringBuilder();
        boolean isMine = false;
        boolean isOthers = false;
        int read = 0;
        for (Span span : spans(text, entities)) {
            if (span.start >= read) {
                Optional<String> replacement = replacement(span);
                isMine |= replacement.isPresent();
                isOthers |= replacement.isEmpty() && span.isCommand;
                rest.append(text, read, span.start).append(replacement.orElse(span.text));
                read = span.end;
            }
        }
        rest.append(text, read, text.length());
        boolean isStart = isMine && START.matcher(text).matches();
        return new Call(isStart ? HELP : rest.toString(), isMine, isOthers);
    }

    /// Whether a user that a message names is the bot.
    boolean isBot(Payload user) {
        return user.at("is_bot").flag() && user.at("username").optionalText().filter(this::isMine).isPresent();
    }

    private boolean isMine(String name) {
        return botName == null ? name.toLowerCase(Locale.ROOT).endsWith("bot") : name.equalsIgnoreCase(botName);
    }

    private record Span(int start, int end, String text, boolean isCommand) {}

    /// Commands count at the beginning only.
    private static List<Span> spans(String text, List<Payload> entities) {
        return entities.stream().flatMap(entity -> span(text, entity).stream())
                .filter(span -> !span.isCommand || span.start == 0).sorted(Comparator.comparingInt(Span::start))
                .toList();
    }

    private static Optional<Span> span(String text, Payload entity) {
        String type = entity.at("type").text();
        long start = entity.at("offset").integer();
        long length = entity.at("length").integer();
        boolean isCommand = type.equals("bot_command");
        boolean isInText = start >= 0 && length > 0 && start < text.length() && length <= text.length() - start;
        if (!isInText || !(isCommand || type.equals("mention"))) {
            return Optional.empty();
        }
        int end = Math.toIntExact(start + length);
        return Optional.of(new Span((int) start, end, text.substring((int) start, end), isCommand));
    }

    /// What stands for it in the text, if it is the bot's.
    private Optional<String> replacement(Span span) {
        int at = span.text.indexOf('@');
        boolean isMine = at < 0 || isMine(span.text.substring(at + 1));
        if (!isMine) {
            return Optional.empty();
        }
        return Optional.of(span.isCommand ? span.text.substring(1, at < 0 ? span.text.length() : at).replace('_', ' ')
                : "");
    }
}
