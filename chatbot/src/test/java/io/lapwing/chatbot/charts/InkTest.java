package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart;

import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class InkTest {
    /// How people see, by what Machado, Oliveira and Fernandes (2009) make of linear red, green and blue.
    enum Sight {
        FULL, NO_RED, NO_GREEN, NO_BLUE;

        private double[] matrix() {
            return switch (this) {
                case FULL -> new double[]{1, 0, 0, 0, 1, 0, 0, 0, 1};
                case NO_RED -> new double[]{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882,
                        -0.048116, 1.051998};
                case NO_GREEN -> new double[]{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820,
                        0.042940, 0.968881};
                case NO_BLUE -> new double[]{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733,
                        0.691367, 0.303900};
            };
        }

        double[] see(Color color) {
            return DoubleStream.of(times(matrix(), linear(color))).map(part -> Math.clamp(part, 0, 1)).toArray();
        }
    }

    @Test
    void there_is_one_for_each_line() {
        assertThat(Ink.OF_LINES).hasSize(Chart.MAX_LINES);
    }

    /// As WCAG 2.2 demands of graphics.
    @Test
    void lines_stand_out_from_the_paper() {
        assertThat(Ink.OF_LINES).allSatisfy(ink -> assertThat(contrast(ink.color(), Ink.PAPER)).isGreaterThan(3));
        assertThat(List.of(Ink.TEXT, Ink.FAINT_TEXT))
                .allSatisfy(color -> assertThat(contrast(color, Ink.PAPER)).isGreaterThan(4.5));
    }

    /// Five times the least difference that people notice, which is 0.02 in OKLab.
    @ParameterizedTest
    @EnumSource
    void lines_are_told_apart_with(Sight sight) {
        List<double[]> seen = Ink.OF_LINES.stream().map(ink -> okLab(sight.see(ink.color()))).toList();

        for (int i = 0; i < seen.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(distance(seen.get(i), seen.get(j))).as(i + " and " + j).isGreaterThan(0.1);
            }
        }
    }

    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        double[] parts = linear(color);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double[] linear(Color color) {
        return DoubleStream.of(color.getRed(), color.getGreen(), color.getBlue()).map(part -> part / 255)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4)).toArray();
    }

    private static double[] okLab(double[] linear) {
        double[] cones = DoubleStream.of(times(new double[]{0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982,
                0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005}, linear)).map(Math::cbrt)
                .toArray();
        return times(new double[]{0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099,
                0.0259040371, 0.7827717662, -0.808675766}, cones);
    }

    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row] += matrix[3 * row + column] * vector[column];
            }
        }
        return product;
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(Math.pow(one[0] - other[0], 2) + Math.pow(one[1] - other[1], 2)
                + Math.pow(one[2] - other[2], 2));
    }
}
