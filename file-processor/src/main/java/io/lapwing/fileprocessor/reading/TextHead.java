package io.lapwing.fileprocessor.reading;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

import org.jspecify.annotations.Nullable;

/// A text whose beginning can be looked at before it is read. It is read once. Where the beginning is cut off, what there
/// is of it is given before the error.
final class TextHead extends Reader {

    /// As long as the longest header, and a bit: so a longer one is known for what it is.
    private static final int SIZE = 65 * 1024;

    private final Reader text;
    private final String head;
    private final @Nullable DistrustedInput failure;
    private int at;

    TextHead(Reader text) throws IOException {
        this.text = text;
        char[] buffer = new char[SIZE];
        int length = 0;
        DistrustedInput failed = null;
        try {
            // A character may take two units.
            for (int count = 0; count >= 0 && SIZE - length >= 2; length += Math.max(0, count)) {
                count = text.read(buffer, length, SIZE - length);
            }
        } catch (CharacterCodingException _) {
            // It comes again where the text is read, by whoever knows the line then.
        } catch (DistrustedInput e) {
            failed = e;
        }
        failure = failed;
        head = new String(buffer, 0, length);
    }

    String head() {
        return head;
    }

    /// Throws why the text goes no further than its beginning, if it was cut off there.
    void throwFailure() throws DistrustedInput {
        if (failure != null) {
            throw failure;
        }
    }

    /// The first character that is no blank; 0 if there is none.
    char firstCharacter() {
        for (int i = 0; i < head.length(); i++) {
            if (!Character.isWhitespace(head.charAt(i))) {
                return head.charAt(i);
            }
        }
        return 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (at == head.length()) {
            throwFailure();
            return text.read(buffer, offset, length);
        }
        int count = Math.min(length, head.length() - at);
        head.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
