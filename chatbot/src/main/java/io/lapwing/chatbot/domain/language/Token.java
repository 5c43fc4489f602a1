package io.lapwing.chatbot.domain.language;

/// A word, a number or a sign of a text.
///
/// @param text as it was written, without what [TextFold#clean] takes away
/// @param word as it is compared
/// @param glued whether it follows the token before without a blank
record Token(Kind kind, String text, String word, boolean glued) {

    enum Kind {
        WORD, NUMBER,
        /// 18:30
        TIME,
        /// 2026-03-01, or 1.3. and 1.3.2026
        DATE,
        /// readings.csv
        FILE,
        /// What is cut off a word: 's, n't
        SUFFIX,
        SIGN
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && word.equals(sign);
    }

    /// Whether it is made of digits alone.
    boolean isWholeNumber() {
        return kind == Kind.NUMBER && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
