package io.lapwing.sharedmodel.telemetry;

/// The name of something measured: 1 to 128 characters, none of them a control character.
public record MetricName(String value) implements Comparable<MetricName> {

    private static final int MAX_LENGTH = 128;

    public MetricName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a metric name has 1 to 128 characters, none of them a control character");
        }
    }

    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= 2 * MAX_LENGTH
                && value.codePointCount(0, value.length()) <= MAX_LENGTH && !Text.hasControl(value)
                && Text.isStorable(value);
    }

    @Override
    public int compareTo(MetricName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
