package io.lapwing.sharedmodel.telemetry;

/// What the texts of a device may hold.
public final class Text {

    private Text() {}

    /// Whether every store can keep this text as it is: no NUL, and no half of a surrogate pair.
    public static boolean isStorable(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    public static boolean hasControl(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /// This text as it can be shown to people: clipped, and without what a store or a terminal would choke on.
    public static String printable(String text, int maxCodePoints) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(maxCodePoints).map(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c).forEach(
                        printable::appendCodePoint);
        boolean clipped = text.codePoints().skip(maxCodePoints).findAny().isPresent();
        return clipped ? printable.append('…').toString() : printable.toString();
    }

    /// How many bytes this text takes in UTF-8.
    public static int utf8Length(CharSequence text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }
}
