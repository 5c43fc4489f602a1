package io.lapwing.loadtests.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;

import org.HdrHistogram.Histogram;

/// How long requests took, in milliseconds, by the name of the step and their kind. Kept as lines of text: of a step
/// its name and failures, when it began and ended each time, and of each of its kinds a histogram.
public final class Findings {

    /// The system property that names their file.
    public static final String PROPERTY = "lapwing.load.findings";

    private static final int DIGITS = 3;
    private static final String STEP = "step";
    private static final String STRETCH = "stretch";

    private final Map<String, Found> steps = new LinkedHashMap<>();

    /// From the first request to the last answer.
    public record Stretch(Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }
    }

    /// What was found in the steps of one name.
    public static final class Found {

        private final Map<RequestKind, Histogram> kinds = new EnumMap<>(RequestKind.class);
        private final List<Stretch> stretches = new ArrayList<>();
        private long failures;

        void addFailures(long more) {
            failures += more;
        }

        void add(Stretch stretch) {
            stretches.add(stretch);
        }

        void add(RequestKind kind, Histogram more) {
            of(kind).add(more);
        }

        /// The times of one kind; of none where it was never asked for.
        public Histogram of(RequestKind kind) {
            return kinds.computeIfAbsent(kind, _ -> new Histogram(DIGITS));
        }

        /// The times of all kinds together.
        public Histogram all() {
            Histogram all = new Histogram(DIGITS);
            kinds.values().forEach(all::add);
            return all;
        }

        /// Requests that were not answered as they should.
        public long failures() {
            return failures;
        }

        /// When it was going on.
        public List<Stretch> stretches() {
            return List.copyOf(stretches);
        }

        public double perSecond() {
            long millis = stretches.stream().mapToLong(stretch -> stretch.length().toMillis()).sum();
            return all().getTotalCount() * 1000.0 / Math.max(1, millis);
        }
    }

    /// What was found in the steps of this name.
    public Found of(String step) {
        return steps.computeIfAbsent(step, _ -> new Found());
    }

    /// Requests of all steps that were not answered as they should.
    public long failures() {
        return steps.values().stream().mapToLong(Found::failures).sum();
    }

    /// How many requests of a kind were answered in all steps.
    public long count(RequestKind kind) {
        return steps.values().stream().mapToLong(found -> found.of(kind).getTotalCount()).sum();
    }

    void write(Path file) {
        List<String> lines = new ArrayList<>();
        steps.forEach((name, found) -> {
            lines.add(STEP + " " + name + " " + found.failures);
            found.stretches.forEach(
                    stretch -> lines.add(STRETCH + " " + name + " " + stretch.from() + "/" + stretch.to()));
            found.kinds.forEach((kind, histogram) -> lines.add(name + " " + kind + " " + encoded(histogram)));
        });
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Findings read(Path file) {
        Findings findings = new Findings();
        try {
            for (String line : Files.readAllLines(file)) {
                findings.add(line.split(" ", -1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private void add(String[] parts) {
        switch (parts[0]) {
            case STEP -> of(parts[1]).addFailures(Long.parseLong(parts[2]));
            case STRETCH -> {
                String[] ends = parts[2].split("/", -1);
                of(parts[1]).add(new Stretch(Instant.parse(ends[0]), Instant.parse(ends[1])));
            }
            default -> of(parts[0]).add(RequestKind.valueOf(parts[1]), decoded(parts[2]));
        }
    }

    /// A histogram as a word.
    public static String encoded(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(length).put(bytes.array(), 0, length).array());
    }

    private static Histogram decoded(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram", e);
        }
    }
}
