package io.lapwing.chatbot.channels;

/// What a platform sent is not what it says that it sends. Says where, and never what stood there.
public final class MalformedPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPayload(String message) {
        super(message, null, false, false);
    }
}
