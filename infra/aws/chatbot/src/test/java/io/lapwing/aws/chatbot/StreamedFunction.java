package io.lapwing.aws.chatbot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/// A function as Spring Cloud Function's own invoker has to be given it: where it sees bytes, that takes HTTP events
/// apart, and wraps their replies once more. A stream it leaves alone.
///
/// @param function gets all of the stream
record StreamedFunction(Function<byte[], byte[]> function) implements Function<InputStream, byte[]> {

    @Override
    public byte[] apply(InputStream event) {
        try {
            return function.apply(event.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
