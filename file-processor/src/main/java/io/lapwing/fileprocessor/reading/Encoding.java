package io.lapwing.fileprocessor.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How a text is encoded: by its byte order mark, or by where zeros stand, or else UTF-8, which then has to hold.
///
/// @param mark how many bytes the byte order mark takes
record Encoding(Charset charset, int mark) {

    private static final int BYTE = 0xff;

    /// Whether it is an encoding that nobody writes tables in, or no text at all: zeros that are not those of UTF-16.
    static boolean isForeign(byte[] beginning) {
        boolean isUtf32 = startsWith(beginning, 0xff, 0xfe, 0, 0) || startsWith(beginning, 0, 0, 0xfe, 0xff);
        return isUtf32 || (of(beginning).charset.equals(StandardCharsets.UTF_8) && hasZero(beginning));
    }

    static Encoding of(byte[] beginning) {
        if (startsWith(beginning, 0xef, 0xbb, 0xbf)) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(beginning, 0xff, 0xfe)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(beginning, 0xfe, 0xff)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        return new Encoding(withoutMark(beginning), 0);
    }

    /// A header is mostly ASCII: every other byte of it is zero in UTF-16, and none in UTF-8.
    private static Charset withoutMark(byte[] beginning) {
        int pairs = beginning.length / 2;
        int first = 0;
        int second = 0;
        for (int i = 0; i < pairs; i++) {
            first += beginning[2 * i] == 0 ? 1 : 0;
            second += beginning[2 * i + 1] == 0 ? 1 : 0;
        }
        if (second > pairs / 2 && first == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return first > pairs / 2 && second == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i == bytes.length || (bytes[i] & BYTE) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
