package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MessageWrite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;

/// Another process that appends readings of a few devices, which go up and down past the limits of a
/// [ThresholdWatcher], to be killed as `kill -9` does.
final class AppendingProcess implements AutoCloseable {

    static final int DEVICES = 3;

    private static final String APPENDING = "appending";
    private static final int BATCH = 4;
    private static final int LAST = 1_000_000;

    private final Process process;
    private final BufferedReader output;

    private AppendingProcess(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    static DeviceKey device(String tenant, int number) {
        return DeviceKey.of(tenant, "d" + number);
    }

    /// The reading of this number, whoever sends it: now above both limits, now between them, now below.
    static int value(int number) {
        return 60 + number * 7 % 31;
    }

    /// Begins to start one that appends from this reading on.
    static AppendingProcess begin(DatabaseSettings settings, String tenant, int from) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        try {
            return new AppendingProcess(new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
                    System.getProperty("java.class.path"), AppendingProcess.class.getName(), settings.url(),
                    settings.user(), settings.password(), tenant, Integer.toString(from))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until its first readings are stored.
    void awaitFirst() {
        try {
            for (String line = output.readLine(); !APPENDING.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the process ended before it had appended anything");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the process at once.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /// The next readings of all devices, each a message of its own and without a message id.
    static List<MessageWrite> batch(String tenant, int from) {
        return IntStream.range(from, from + BATCH).boxed().flatMap(number -> Stream.iterate(0, i -> i + 1)
                .limit(DEVICES).map(i -> aWrite().from(device(tenant, i))
                        .with(aReading().at(T0.plusSeconds(number)).withValue("t", value(number + i))).build()))
                .toList();
    }

    /// Runs until it is killed, or nobody listens any more.
    public static void main(String[] arguments) throws IOException {
        DatabaseSettings settings = DatabaseSettings.of(arguments[0], arguments[1], arguments[2]);
        try (PostgresDatabase database = PostgresDatabase.open(settings)) {
            TelemetryStore store = new PostgresTelemetryStore(database, InstantSource.system(),
                    new ThresholdWatcher());
            for (int from = Integer.parseInt(arguments[4]); from < LAST && !System.out.checkError(); from += BATCH) {
                store.append(batch(arguments[3], from));
                System.out.println(APPENDING);
            }
        }
    }
}
