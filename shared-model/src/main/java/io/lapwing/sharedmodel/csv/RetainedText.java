package io.lapwing.sharedmodel.csv;

import java.io.IOException;
import java.io.Reader;

/// A text on its way to the parser that keeps what it gave last: a parser that fails cannot go on by itself, and does
/// not say where in the text it was, only on which line the record began.
///
/// Lines end with CR, LF or both, as the parser counts them.
final class RetainedText extends Reader {

    /// Longer than the longest record with all its quotes doubled, and what the parser reads ahead.
    private static final int KEPT = 192 * 1024;
    private static final int SIZE = 512 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final Reader source;
    private final char[] window = new char[SIZE];
    private int given;
    private int end;
    /// The line that the window's first character stands on, from 1.
    private long firstLine = 1;
    private boolean afterCarriageReturn;

    RetainedText(Reader source) {
        this.source = source;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (given == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - given);
        System.arraycopy(window, given, buffer, offset, count);
        given += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /// The line that the last character read stands on.
    long lastLine() {
        return firstLine + lineEnds(end);
    }

    /// Where a line begins in what is kept; -1 if that is kept no longer.
    int startOf(long line) {
        long at = firstLine;
        int i = 0;
        while (i < end && (at < line || isSecondHalf(i))) {
            at += isLineEnd(i) ? 1 : 0;
            i++;
        }
        return at == line ? i : -1;
    }

    int end() {
        return end;
    }

    char at(int index) {
        return window[index];
    }

    /// Goes to the line after the one that begins here, and forgets what came before that.
    ///
    /// @return the line, without its end
    /// @throws BrokenRecord
    ///             if it does not end within the longest record
    String goBehindLine(int start, long line) throws IOException, BrokenRecord {
        forget(start);
        int i = 0;
        while (has(i) && !isNewline(window[i])) {
            i++;
            if (i > CsvCursor.MAX_RECORD) {
                throw new BrokenRecord(BrokenRecord.Kind.TOO_LONG, line);
            }
        }
        boolean both = has(i + 1) && window[i] == '\r' && window[i + 1] == '\n';
        given = Math.min(end, both ? i + 2 : i + 1);
        return new String(window, 0, i);
    }

    /// Reads on to this character without forgetting anything; the window has room for it.
    private boolean has(int index) throws IOException {
        while (index >= end) {
            int count = source.read(window, end, CHUNK);
            if (count < 0) {
                return false;
            }
            end += count;
        }
        return true;
    }

    private static boolean isNewline(char c) {
        return c == '\r' || c == '\n';
    }

    private boolean fill() throws IOException {
        if (SIZE - end < CHUNK) {
            forget(given - KEPT);
        }
        int count = source.read(window, end, CHUNK);
        end += Math.max(0, count);
        return count > 0;
    }

    private void forget(int count) {
        if (count == 0) {
            return;
        }
        firstLine += lineEnds(count);
        afterCarriageReturn = window[count - 1] == '\r';
        System.arraycopy(window, count, window, 0, end - count);
        given = Math.max(0, given - count);
        end -= count;
    }

    private long lineEnds(int to) {
        long count = 0;
        for (int i = 0; i < to; i++) {
            if (window[i] <= '\r' && isLineEnd(i)) {
                count++;
            }
        }
        return count;
    }

    /// Of CR and LF, the CR counts.
    private boolean isLineEnd(int index) {
        return window[index] == '\r' || (window[index] == '\n' && !isSecondHalf(index));
    }

    private boolean isSecondHalf(int index) {
        return window[index] == '\n' && (index == 0 ? afterCarriageReturn : window[index - 1] == '\r');
    }
}
