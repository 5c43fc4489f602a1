package io.lapwing.chatbot.charts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The colours that a picture uses most. What else it has, where smoothed lines cross, becomes the nearest of them.
///
/// @param colors red, green and blue in the lower 24 bits
/// @param indexes by each colour of the picture, where in the palette it is
record Palette(List<Integer> colors, Map<Integer, Byte> indexes) {
    private static final Comparator<Map.Entry<Integer, Integer>> BY_USE = Map.Entry.<Integer, Integer>comparingByValue()
            .reversed().thenComparing(Map.Entry.comparingByKey());

    /// @param most at most 256, so that a byte has room for an index
    static Palette of(int[] pixels, int most) {
        Map<Integer, Integer> uses = uses(pixels);
        List<Integer> colors = uses.entrySet().stream().sorted(BY_USE).limit(most).map(Map.Entry::getKey).toList();
        Map<Integer, Byte> indexes = new HashMap<>();
        int[] candidates = colors.stream().mapToInt(Integer::intValue).toArray();
        uses.keySet().forEach(color -> indexes.put(color, (byte) nearest(color, candidates)));
        return new Palette(colors, indexes);
    }

    /// A picture of the palette's indexes. Neighbours are mostly alike, and so mostly looked up once.
    byte[] indexesOf(int[] pixels) {
        byte[] picture = new byte[pixels.length];
        int color = -1;
        byte index = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (i == 0 || pixels[i] != color) {
                color = pixels[i];
                index = indexes.getOrDefault(color, (byte) 0);
            }
            picture[i] = index;
        }
        return picture;
    }

    private static Map<Integer, Integer> uses(int[] pixels) {
        Map<Integer, Integer> uses = new HashMap<>();
        int start = 0;
        for (int end = 1; end <= pixels.length; end++) {
            if (end == pixels.length || pixels[end] != pixels[start]) {
                uses.merge(pixels[start], end - start, Integer::sum);
                start = end;
            }
        }
        return uses;
    }

    private static int nearest(int color, int[] candidates) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < candidates.length && least > 0; i++) {
            int distance = distance(color, candidates[i]);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }
}
