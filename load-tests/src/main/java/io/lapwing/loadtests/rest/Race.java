package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.AppPaths;
import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.Findings.Found;
import io.lapwing.loadtests.gatling.Plan;
import io.lapwing.loadtests.gatling.RequestKind;
import io.lapwing.loadtests.gatling.Step;
import io.lapwing.loadtests.mqtt.CommandedFleet;
import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Waiting;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Lapwing and the bare server side by side on one database, with the same devices that answer the commands of both.
final class Race {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int COMPARED = 40;
    /// Where the numbers of the second plan begin.
    private static final long SECOND = 5_000_000;

    private final RestOptions options;
    private final RestReport report;
    private final Path directory;

    Race(RestOptions options, RestReport report, Path directory) {
        this.options = options;
        this.report = report;
        this.directory = directory;
    }

    static URI uri(AppProcess app) {
        return URI.create("http://127.0.0.1:" + app.httpPort());
    }

    void run(AppProcess app, String token, LoadedDatabase database, LoadedDatabase.Load load, Plan.Day day) {
        CommandOutcomes outcomes = new CommandOutcomes();
        try (BareProcess bare = BareProcess.start(directory.resolve("bare"), app.dataDir().resolve("issuer.json"),
                database.environment())) {
            // Before devices connect, which changes what is said of them.
            requireSameAnswers(token, uri(app), bare.uri(), day);
            try (CommandedFleet fleet = CommandedFleet.connect(FreePort.address(app.mqttPort()), load.logins(),
                    outcomes)) {
                require(fleet.awaitSubscribed(PATIENCE),
                        "not every device could subscribe: " + outcomes.firstFailure());
                Course course = new Course(options, Map.of(Contender.LAPWING, uri(app), Contender.BARE, bare.uri()));
                try (CpuWatch cpu = new CpuWatch(Map.of(Contender.LAPWING, app.pid(), Contender.BARE, bare.pid()),
                        directory.resolve("database"))) {
                    Result result = race(course, new GatlingProcess(directory, token, cpu::usersAre), cpu, day);
                    requireDone(result, database, day);
                    judge(result);
                }
                require(outcomes.firstFailure() == null, "a device failed: " + outcomes.firstFailure());
            }
        }
    }

    /// What was found with fixed numbers of users, the best of each, and what was found at half load.
    private record Result(Findings closed, Course.Reached lapwing, Course.Reached bare, Findings half) {

        long count(RequestKind kind) {
            return closed.count(kind) + half.count(kind);
        }

        Found half(Contender contender) {
            return half.of(Course.halfName(contender));
        }
    }

    private Result race(Course course, GatlingProcess gatling, CpuWatch cpu, Plan.Day day) {
        Findings closed = found(gatling.run("closed", plan(day, 0, course.closed())));
        report.closed(closed, cpu);
        Course.Reached lapwing = best(course, closed, Contender.LAPWING);
        Course.Reached bare = best(course, closed, Contender.BARE);
        report.kinds("at its best", "best", lapwing.found(), bare.found());
        Findings half = found(gatling.run("half", plan(day, SECOND, course.half(lapwing.found().perSecond()))));
        Result result = new Result(closed, lapwing, bare, half);
        report.kinds("at half of Lapwing's best", "half", result.half(Contender.LAPWING),
                result.half(Contender.BARE));
        return result;
    }

    /// Where a request failed, the times of the others say nothing.
    private Findings found(Findings findings) {
        require(findings.failures() == 0, findings.failures() + " requests failed, see the logs in " + directory);
        return findings;
    }

    private Plan plan(Plan.Day day, long numbers, List<Step> steps) {
        return new Plan(options.fleet(), day, numbers, options.seed, steps);
    }

    private void requireSameAnswers(String token, URI lapwing, URI bare, Plan.Day day) {
        AppPaths paths = new AppPaths(day);
        try (ApiClient client = new ApiClient(token)) {
            IntStream.range(0, COMPARED).map(i -> i * options.devices / COMPARED + i % 2).mapToObj(Plan.Fleet::id)
                    .forEach(device -> RequestKind.reads().map(kind -> paths.of(kind, device))
                            .forEach(path -> SameAnswers
                                    .require(path, client.get(lapwing, path), client.get(bare, path))));
        }
    }

    private Course.Reached best(Course course, Findings closed, Contender contender) {
        return course.best(closed, contender).orElseThrow(() -> new IllegalStateException(
                contender.text() + " keeps within " + options.boundMillis + " ms with no number of users"));
    }

    /// Every command reached its device and was answered, and every reading is there.
    private void requireDone(Result result, LoadedDatabase database, Plan.Day day) {
        long commands = result.count(RequestKind.COMMAND);
        String succeeded = "select count(*) from command where tenant = '" + FleetLoad.TENANT
                + "' and method = 'load' and state = 'SUCCEEDED'";
        require(Waiting.until(() -> database.count(succeeded) == commands, PATIENCE),
                database.count(succeeded) + " commands have succeeded of " + commands);
        long readings = result.count(RequestKind.INGEST);
        long stored = database.count("select count(*) from reading where ts >= " + day.newReadings().toEpochMilli());
        require(stored == readings, stored + " readings are stored of " + readings);
    }

    private void judge(Result result) {
        Found lapwing = result.lapwing().found();
        Found bare = result.bare().found();
        double ratio = lapwing.perSecond() / bare.perSecond();
        long halfP99 = Course.slowest(result.half(Contender.LAPWING));
        report.verdict("ratio", ratio,
                String.format(Locale.ROOT, "Lapwing %.0f requests/s with %d users, bare %.0f with %d: %.2f",
                        lapwing.perSecond(), result.lapwing().users(), bare.perSecond(), result.bare().users(), ratio));
        report.verdict("halfP99Millis", (double) halfP99, "p99 of the slowest kind at half load: " + halfP99 + " ms");
        report.write(directory);
        require(ratio >= options.ratio, "Lapwing reaches less than " + options.ratio + " of the bare server");
        require(halfP99 <= options.halfBoundMillis, "at half load p99 is above " + options.halfBoundMillis + " ms");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
