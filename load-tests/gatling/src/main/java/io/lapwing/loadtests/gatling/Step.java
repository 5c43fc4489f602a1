package io.lapwing.loadtests.gatling;

import java.net.URI;
import java.time.Duration;

/// A stretch of a run in which one server gets one load.
///
/// @param name what its times are counted under; steps of one name are counted together
public record Step(String name, URI server, Load load, Duration time) {

    /// How users come.
    public sealed interface Load {}

    /// So many users who each ask again once they are answered.
    public record Closed(int users) implements Load {}

    /// So many acts a second, whatever becomes of those before.
    public record Open(double actsPerSecond) implements Load {}

    private static final String CLOSED = "closed";
    private static final String OPEN = "open";
    private static final int PARTS = 5;

    public Step {
        if (name.isEmpty() || name.contains(" ")) {
            throw new IllegalArgumentException("not one word: " + name);
        }
    }

    String text() {
        String how = switch (load) {
            case Closed(int users) -> CLOSED + " " + users;
            case Open(double actsPerSecond) -> OPEN + " " + actsPerSecond;
        };
        return name + " " + server + " " + how + " " + time;
    }

    static Step parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a step: " + text);
        }
        Load load = switch (parts[2]) {
            case CLOSED -> new Closed(Integer.parseInt(parts[3]));
            case OPEN -> new Open(Double.parseDouble(parts[3]));
            default -> throw new IllegalArgumentException("not a load: " + parts[2]);
        };
        return new Step(parts[0], URI.create(parts[1]), load, Duration.parse(parts[4]));
    }
}
