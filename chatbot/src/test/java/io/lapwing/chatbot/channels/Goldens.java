package io.lapwing.chatbot.channels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Payloads of platforms, as their documentation shows them.
public final class Goldens {
    private Goldens() {}

    /// @param name below `channels`: `slack/message-im.json`
    public static String read(String name) {
        try (InputStream file = Goldens.class.getResourceAsStream("/channels/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no golden file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
