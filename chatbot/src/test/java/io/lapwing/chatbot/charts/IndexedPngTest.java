package io.lapwing.chatbot.charts;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndexedPngTest {
    private static int[] pixels(byte[] png) {
        var image = Picture.of(png).image();
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .map(pixel -> pixel & 0xffffff).toArray();
    }

    @Test
    void keeps_each_of_256_colours() {
        int[] picture = IntStream.range(0, 32 * 16).map(i -> i % 256 * 0x010101).toArray();

        byte[] png = IndexedPng.of(32, picture, Integer.MAX_VALUE);

        assertThat(Picture.of(png).image().getWidth()).isEqualTo(32);
        assertThat(pixels(png)).isEqualTo(picture);
    }

    @Test
    void keeps_the_colours_that_are_used_most_and_makes_the_others_the_nearest() {
        int[] picture = IntStream.range(0, 1_000).map(i -> i < 600 ? i % 200 * 0x010000 : i * 7).toArray();

        int[] painted = pixels(IndexedPng.of(100, picture, Integer.MAX_VALUE));

        assertThat(Arrays.copyOf(painted, 600)).isEqualTo(Arrays.copyOf(picture, 600));
        assertThat(IntStream.of(painted).distinct().count()).isEqualTo(256);
    }

    @Test
    void gives_up_colours_for_size() {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        int[] picture = IntStream.generate(() -> chance.nextInt(1 << 24)).limit(100_000).toArray();

        assertThat(IndexedPng.of(400, picture, 150_000)).hasSizeBetween(80_000, 150_000);
        assertThat(IntStream.of(pixels(IndexedPng.of(400, picture, 60_000))).distinct().count()).isEqualTo(16);
        assertThat(IntStream.of(pixels(IndexedPng.of(400, picture, 90_000))).distinct().count()).isEqualTo(64);
    }
}
