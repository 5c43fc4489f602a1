package io.lapwing.sharedmodel.csv;

import io.lapwing.sharedmodel.csv.BrokenRecord.Kind;

/// Looks through a record that could not be parsed for the quote that is to blame.
final class QuoteSearch {

    private enum State {
        FIELD_BEGINS, UNQUOTED, QUOTED, QUOTE_CLOSED, STRAY, RECORD_ENDED
    }

    private final char separator;
    private State state = State.FIELD_BEGINS;
    private int lines;
    private int openedAfterLines;
    private boolean afterCarriageReturn;

    private QuoteSearch(char separator) {
        this.separator = separator;
    }

    static QuoteSearch in(RetainedText text, int start, char separator) {
        QuoteSearch search = new QuoteSearch(separator);
        for (int i = start; i < text.end() && search.isOpen(); i++) {
            search.accept(text.at(i));
        }
        return search;
    }

    BrokenRecord diagnosis(long line) {
        return switch (state) {
            case STRAY -> new BrokenRecord(Kind.STRAY_QUOTE, line + openedAfterLines);
            case QUOTED, QUOTE_CLOSED -> new BrokenRecord(Kind.UNCLOSED_QUOTE, line + openedAfterLines);
            case FIELD_BEGINS, UNQUOTED, RECORD_ENDED -> new BrokenRecord(Kind.TOO_LONG, line);
        };
    }

    private boolean isOpen() {
        return state != State.STRAY && state != State.RECORD_ENDED;
    }

    private void accept(char c) {
        boolean isLineEnd = c == '\r' || (c == '\n' && !afterCarriageReturn);
        afterCarriageReturn = c == '\r';
        if (isLineEnd) {
            lines++;
        }
        state = switch (state) {
            case QUOTED -> c == '"' ? State.QUOTE_CLOSED : State.QUOTED;
            case FIELD_BEGINS -> c == '"' ? open() : unquoted(c);
            case UNQUOTED -> unquoted(c);
            case QUOTE_CLOSED -> c == '"' ? State.QUOTED : closed(c);
            case STRAY, RECORD_ENDED -> state;
        };
    }

    private State open() {
        openedAfterLines = lines;
        return State.QUOTED;
    }

    private State unquoted(char c) {
        if (c == separator) {
            return State.FIELD_BEGINS;
        }
        return c == '\r' || c == '\n' ? State.RECORD_ENDED : State.UNQUOTED;
    }

    private State closed(char c) {
        State next = unquoted(c);
        return next == State.UNQUOTED ? State.STRAY : next;
    }
}
