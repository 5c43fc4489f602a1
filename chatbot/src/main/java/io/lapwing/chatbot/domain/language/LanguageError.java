package io.lapwing.chatbot.domain.language;

/// A language file, or one with utterances, is not as it has to be. Says where.
public final class LanguageError extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public LanguageError(String file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }
}
