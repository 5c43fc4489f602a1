package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Plan;
import io.lapwing.loadtests.process.AppProcess;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.HdrHistogram.Histogram;

/// The benchmark of the REST interface from its start to its report.
public final class RestScript {

    /// How long ago the last stored reading is, so that there is room for those that are posted, a millisecond each.
    private static final Duration ROOM = Duration.ofHours(3);

    private final RestOptions options;

    public RestScript(RestOptions options) {
        this.options = options;
    }

    /// @throws IllegalStateException if a request failed, or too little was reached
    public void play() {
        Path directory = options.runDirectory();
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(ROOM);
        Plan.Day day = new Plan.Day(end.minus(Duration.ofDays(1)), end, end);
        RestReport report = new RestReport(options);
        try (LoadedDatabase database = LoadedDatabase.start(directory.resolve("database"))) {
            long begin = System.nanoTime();
            LoadedDatabase.Load load = database.load(options, end);
            report.loaded(load.readings(), (System.nanoTime() - begin) / 1e9);
            boolean cold = database.restartCold();
            try (AppProcess app = new AppProcess(options.launcher.toAbsolutePath(), directory.resolve("app"),
                    environment(database))) {
                app.start();
                String token = app.token(FleetLoad.TENANT);
                DayTimes.Times times = day(app, token, day);
                report.day(times, cold);
                if (!options.dayOnly) {
                    new Race(options, report, directory).run(app, token, database, load, day);
                }
                System.out.println(report.write(directory));
                requireWithin(options.dayMillis, times.warm(), "again");
                requireWithin(options.coldDayMillis, times.cold(), "from the disk");
            }
        }
    }

    private Map<String, String> environment(LoadedDatabase database) {
        Map<String, String> environment = new HashMap<>(database.environment());
        if (!options.jvmOptions.isEmpty()) {
            environment.put("JAVA_TOOL_OPTIONS", options.jvmOptions);
        }
        return environment;
    }

    private DayTimes.Times day(AppProcess app, String token, Plan.Day day) {
        try (ApiClient client = new ApiClient(token)) {
            return new DayTimes(client, options.fleet(), day).measure(Race.uri(app));
        }
    }

    private static void requireWithin(int boundMillis, Histogram micros, String what) {
        double slowest = micros.getMaxValue() / 1000.0;
        if (slowest > boundMillis) {
            throw new IllegalStateException("a day of one device, " + what + ", took " + slowest + " ms");
        }
    }
}
