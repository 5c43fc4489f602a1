package io.lapwing.loadtests.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The number by which a command of the load is known at both of its ends: `{"n":17}` as its parameters.
public final class CommandNumber {

    private static final byte[] KEY = "\"n\":".getBytes(StandardCharsets.US_ASCII);

    private CommandNumber() {}

    /// A command's parameters, as JSON.
    public static String params(int number) {
        return "{\"n\":" + number + "}";
    }

    /// The number in a request to a device.
    ///
    /// @throws IllegalStateException if there is none
    static int in(ByteBuffer request) {
        for (int at = request.position(); at + KEY.length < request.limit(); at++) {
            if (request.slice(at, KEY.length).equals(ByteBuffer.wrap(KEY))) {
                return digits(request, at + KEY.length);
            }
        }
        throw new IllegalStateException("a command that is none of the load's");
    }

    private static int digits(ByteBuffer text, int start) {
        int number = 0;
        for (int at = start; at < text.limit() && Character.isDigit(text.get(at)); at++) {
            number = number * 10 + text.get(at) - '0';
        }
        return number;
    }
}
