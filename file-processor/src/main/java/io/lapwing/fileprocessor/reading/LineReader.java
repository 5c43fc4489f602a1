package io.lapwing.fileprocessor.reading;

import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/// Reads lines of bounded length, which end with CR, LF or both, and counts them.
final class LineReader {

    private static final int SIZE = 16 * 1024;

    private final Reader text;
    private final int maxLength;
    private final char[] buffer = new char[SIZE];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private long count;
    private boolean afterCarriageReturn;

    LineReader(Reader text, int maxLength) {
        this.text = text;
        this.maxLength = maxLength;
    }

    /// The next line; the beginning of it, longer than the longest, if it is too long; null behind the last.
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        if (!fill()) {
            return null;
        }
        count++;
        while (fill() && line.length() <= maxLength) {
            int start = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            line.append(buffer, start, at - start);
            if (at < end) {
                afterCarriageReturn = buffer[at] == '\r';
                at++;
                break;
            }
        }
        return line.toString();
    }

    /// The line that was read last, from 1.
    long line() {
        return count;
    }

    /// The line that the text was read to.
    long lastLine() {
        return line.isEmpty() ? count + 1 : count;
    }

    /// Whether there is something to read, besides the second half of a line's end.
    private boolean fill() throws IOException {
        while (true) {
            if (at == end) {
                end = Math.max(0, text.read(buffer, 0, SIZE));
                at = 0;
                if (end == 0) {
                    return false;
                }
            }
            if (!afterCarriageReturn || buffer[at] != '\n') {
                afterCarriageReturn = false;
                return true;
            }
            afterCarriageReturn = false;
            at++;
        }
    }
}
