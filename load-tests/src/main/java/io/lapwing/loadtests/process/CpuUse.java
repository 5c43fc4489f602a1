package io.lapwing.loadtests.process;

import java.time.Duration;

/// What each part has had of the processors' time.
///
/// @param broker the outside broker; nothing where it is part of the server
public record CpuUse(Duration generator, Duration broker, Duration server, Duration database) {

    public CpuUse since(CpuUse earlier) {
        return new CpuUse(generator.minus(earlier.generator), broker.minus(earlier.broker),
                server.minus(earlier.server), database.minus(earlier.database));
    }

    public static double microsPerMessage(Duration part, long messages) {
        return part.toNanos() / 1000.0 / Math.max(1, messages);
    }

    /// Microseconds for a message: generator + broker + server + database.
    public String perMessage(long messages) {
        return "%.1f+%.1f+%.1f+%.1f".formatted(microsPerMessage(generator, messages),
                microsPerMessage(broker, messages), microsPerMessage(server, messages),
                microsPerMessage(database, messages));
    }
}
