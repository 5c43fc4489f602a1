package io.lapwing.loadtests.commands;

import io.lapwing.loadtests.mqtt.CommandedFleet;
import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.CpuTime;
import io.lapwing.loadtests.process.CpuUse;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.Registration;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/// The command benchmark from its start to its report.
public final class CommandScript {

    private static final String TENANT = "commands";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final Duration SUBSCRIBE_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(1);

    private final CommandOptions options;

    public CommandScript(CommandOptions options) {
        this.options = options;
    }

    /// @throws IllegalStateException if a command has any other end than that its device did it
    public void play() {
        Path directory = options.runDirectory();
        try (AppProcess app = new AppProcess(options.launcher.toAbsolutePath(), directory.resolve("app"), Map.of())) {
            app.start();
            String token = app.token(TENANT);
            List<DeviceLogin> devices = register(app, token);
            Histogram readings = new ReadingBaseline(FreePort.address(app.mqttPort()), devices, options.rate).measure();
            CommandTimes times = new CommandTimes(all());
            try (CommandPosts posts = new CommandPosts(app.httpPort(), token, devices, times, all());
                    CommandedFleet fleet = CommandedFleet.connect(FreePort.address(app.mqttPort()), devices, times)) {
                require(fleet.awaitSubscribed(SUBSCRIBE_TIMEOUT), "not every device could subscribe", times);
                CpuUse cpu = run(app, posts, times);
                CommandReport report = new CommandReport(options, times, readings, cpu);
                System.out.println(report.text());
                System.out.println(report.write(directory));
                verify(posts.states(), times);
            }
        }
    }

    private int all() {
        return options.warmUpCommands() + options.measuredCommands();
    }

    private List<DeviceLogin> register(AppProcess app, String token) {
        try (Registration registration = new Registration(app.httpPort(), token)) {
            return IntStream.range(0, options.devices)
                    .mapToObj(i -> registration.register(DeviceKey.of(TENANT, "device-" + i))).toList();
        }
    }

    /// @return what the measured commands have cost
    private CpuUse run(AppProcess app, CommandPosts posts, CommandTimes times) {
        int posted = 0;
        for (int rate : options.warmUpRates()) {
            int end = posted + options.warmUpCommands(rate);
            posts.post(posted, end, rate);
            posted = end;
        }
        // Looking takes a moment, and must hold up no command.
        CompletableFuture<CpuUse> before = CompletableFuture.supplyAsync(() -> cpu(app));
        posts.post(posted, all(), options.rate);
        boolean ended = Waiting.until(() -> times.storedCount() >= all() || times.failures() > 0, END_TIMEOUT);
        require(ended, times.storedCount() + " replies are stored of " + all(), times);
        return cpu(app).since(before.join());
    }

    private static CpuUse cpu(AppProcess app) {
        return new CpuUse(CpuTime.of(List.of(ProcessHandle.current().pid())), Duration.ZERO,
                CpuTime.of(List.of(app.pid())), CpuTime.of(PostgresProcesses.of(app.dataDir())));
    }

    private void verify(Map<String, Long> states, CommandTimes times) {
        System.out.println("read back: " + states);
        require(states.equals(Map.of(SUCCEEDED, (long) all())), "not every command has succeeded", times);
        require(times.failures() == 0, times.failures() + " failures", times);
    }

    private static void require(boolean condition, String otherwise, CommandTimes times) {
        if (!condition) {
            throw new IllegalStateException(otherwise + "; first failure: " + times.firstFailure());
        }
    }
}
