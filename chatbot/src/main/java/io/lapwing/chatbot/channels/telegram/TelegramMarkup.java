package io.lapwing.chatbot.channels.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text as the HTML that Telegram reads. Telegram makes links of whatever looks like an address, a name or a
/// command, whoever wrote it; within `<code>` it does not, and there nothing has to be added that would be copied along.
final class TelegramMarkup {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern LINK = Pattern
            .compile("@\\w|://|(?i:www)\\.|[\\p{L}\\p{N}]\\.\\p{L}{2}|(?<![\\w/<>])/\\w");
    /// Telegram heeds the first 100 entities of a message only.
    private static final int MAX_ENTITIES = 90;

    private TelegramMarkup() {}

    /// @param titleLength how much of its beginning is the title, which stands out
    static String html(String text, int titleLength) {
        List<Piece> pieces = pieces(text, titleLength);
        if (pieces.stream().filter(piece -> piece.isTitle || piece.isLink).count() > MAX_ENTITIES) {
            return "<pre>" + escaped(text) + "</pre>";
        }
        StringBuilder html = new StringBuilder();
        pieces.forEach(piece -> html.append(piece.html()));
        return html.toString();
    }

    private record Piece(String text, boolean isTitle, boolean isLink) {
        String html() {
            String escaped = escaped(text);
            if (isLink) {
                return "<code>" + escaped + "</code>";
            }
            return isTitle && !text.isBlank() ? "<b>" + escaped + "</b>" : escaped;
        }
    }

    private static List<Piece> pieces(String text, int titleLength) {
        List<Piece> pieces = new ArrayList<>(pieces(text.substring(0, titleLength), true));
        pieces.addAll(pieces(text.substring(titleLength), false));
        return pieces;
    }

    private static List<Piece> pieces(String text, boolean isTitle) {
        List<Piece> pieces = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        int read = 0;
        while (words.find()) {
            if (LINK.matcher(words.group()).find()) {
                add(pieces, text.substring(read, words.start()), isTitle, false);
                add(pieces, words.group(), isTitle, true);
                read = words.end();
            }
        }
        add(pieces, text.substring(read), isTitle, false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean isTitle, boolean isLink) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, isTitle, isLink));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
