package io.lapwing.fileprocessor.lake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts that repeat, in the order in which they came first.
final class Dictionary {

    private final Map<String, Integer> places = new HashMap<>();
    private final List<byte[]> texts = new ArrayList<>();
    private int bytes;

    int placeOf(String text) {
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        places.put(text, texts.size());
        texts.add(utf8);
        bytes += utf8.length + Integer.BYTES;
        return texts.size() - 1;
    }

    int size() {
        return texts.size();
    }

    /// What its page takes.
    int bytes() {
        return bytes;
    }

    void clear() {
        places.clear();
        texts.clear();
        bytes = 0;
    }

    void write(Bytes page) {
        for (byte[] text : texts) {
            page.putInt(text.length);
            page.put(text);
        }
    }

    Statistics.Range range() {
        byte[] min = texts.getFirst();
        byte[] max = min;
        for (byte[] text : texts) {
            min = Arrays.compareUnsigned(text, min) < 0 ? text : min;
            max = Arrays.compareUnsigned(text, max) > 0 ? text : max;
        }
        return new Statistics.Range(min, max);
    }
}
