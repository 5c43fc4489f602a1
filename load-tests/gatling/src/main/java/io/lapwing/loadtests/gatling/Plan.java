package io.lapwing.loadtests.gatling;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What a run of Gatling is to do, one step after the other.
///
/// @param fleet whom it asks about
/// @param day the 24 hours that a chart shows
/// @param numbers where this run's numbers begin: each reading and each command has one of its own
/// @param seed what is asked about whom, in which order
public record Plan(Fleet fleet, Day day, long numbers, long seed, List<Step> steps) {

    /// The system property that names its file, and the environment's variable with the users' bearer token.
    public static final String PROPERTY = "lapwing.load.plan";
    public static final String TOKEN = "LAPWING_LOAD_TOKEN";

    private static final String STEP = "step.";

    public Plan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan has a step");
        }
    }

    /// The devices of a run.
    ///
    /// @param devices how many there are
    /// @param commanded how many of them get commands, the first ones
    public record Fleet(int devices, int commanded) {

        /// What the device of this number, from 0, is called.
        public static String id(int number) {
            return "device-%06d".formatted(number);
        }
    }

    /// @param newReadings when the readings that are posted begin, a millisecond each
    public record Day(Instant from, Instant to, Instant newReadings) {}

    public void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("devices", "" + fleet.devices());
        properties.setProperty("commanded", "" + fleet.commanded());
        properties.setProperty("from", day.from().toString());
        properties.setProperty("to", day.to().toString());
        properties.setProperty("newReadings", day.newReadings().toString());
        properties.setProperty("numbers", "" + numbers);
        properties.setProperty("seed", "" + seed);
        for (int i = 0; i < steps.size(); i++) {
            properties.setProperty(STEP + i, steps.get(i).text());
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Plan read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Step> steps = new ArrayList<>();
        for (String step = properties.getProperty(STEP + 0); step != null; step = properties
                .getProperty(STEP + steps.size())) {
            steps.add(Step.parse(step));
        }
        return new Plan(new Fleet(Integer.parseInt(text(properties, "devices")),
                Integer.parseInt(text(properties, "commanded"))),
                new Day(Instant.parse(text(properties, "from")), Instant.parse(text(properties, "to")),
                        Instant.parse(text(properties, "newReadings"))),
                Long.parseLong(text(properties, "numbers")), Long.parseLong(text(properties, "seed")), steps);
    }

    private static String text(Properties properties, String name) {
        String text = properties.getProperty(name);
        if (text == null) {
            throw new IllegalArgumentException("a plan has " + name);
        }
        return text;
    }
}
