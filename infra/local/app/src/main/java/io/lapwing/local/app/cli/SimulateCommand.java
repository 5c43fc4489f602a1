package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.fleet.FleetMeter;
import io.lapwing.local.app.fleet.SimulatedFleet;
import io.lapwing.local.app.fleet.SimulatedFleet.Login;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lapwing simulate`: a fleet of MQTT devices.
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Runs a fleet of MQTT devices against a running Lapwing.", footer = "%nExits with 1 when a message was not acknowledged.")
final class SimulateCommand implements Callable<Integer> {

    private static final int MAX_DEVICES = 1000;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--devices", defaultValue = "100", description = "How many, at most 1000 (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--rate", defaultValue = "50", description = "Messages a second, over all devices (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--duration", defaultValue = "PT1M", description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(names = "--mqtt", paramLabel = "URL", description = "The broker (default: that of the process that runs on the data directory).")
    private @Nullable URI mqtt;

    @Option(names = "--http", paramLabel = "URL", description = "The REST interface (default: that of the process that runs on the data directory).")
    private @Nullable URI http;

    @Option(names = "--tenant", defaultValue = "sim", description = "Whose fleet it is (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() {
        check();
        PrintWriter err = spec.commandLine().getErr();
        List<Login> logins = register();
        err.println("lapwing: " + logins.size() + " devices are registered in the tenant " + tenant);
        URI broker = mqtt == null ? dataDir.running().mqtt() : mqtt;
        try (SimulatedFleet fleet = new SimulatedFleet(broker, logins, InstantSource.system())) {
            err.println("lapwing: connected to " + broker);
            long started = System.nanoTime();
            FleetMeter.Reading end = fleet.run(rate, duration, reading -> showProgress(reading, started));
            err.println();
            report(end, secondsSince(started));
            return end.sent() == end.acknowledged() ? 0 : 1;
        } catch (MqttException e) {
            throw new CommandFailed("cannot connect to " + broker + ": " + e.getMessage(), e);
        }
    }

    private void check() {
        if (devices < 1 || devices > MAX_DEVICES) {
            throw new ParameterException(spec.commandLine(), "--devices is 1 to " + MAX_DEVICES);
        }
        if (!(rate > 0) || !duration.isPositive()) {
            throw new ParameterException(spec.commandLine(), "--rate and --duration must be more than nothing");
        }
        if (!TenantId.isValid(tenant)) {
            throw new ParameterException(spec.commandLine(), "--tenant is 1 to 40 of a-z, 0-9 and -");
        }
    }

    private List<Login> register() {
        URI base = http == null ? dataDir.running().http() : http;
        LocalIssuer.Grant grant = new LocalIssuer.Grant(new TenantId(tenant), Set.of("admin"), "simulate");
        String token = dataDir.issuer().issue(grant, Instant.now(), TOKEN_LIFE);
        try (RestClient rest = new RestClient(base, token)) {
            return new FleetRegistration(rest, new TenantId(tenant)).register(devices);
        }
    }

    private void showProgress(FleetMeter.Reading reading, long started) {
        double seconds = secondsSince(started);
        PrintWriter err = spec.commandLine().getErr();
        err.print("\r%4.0f s  %.0f msg/s  PUBACK p50 %.1f ms, p99 %.1f ms  refused %d, unanswered %d, reconnects %d   "
                .formatted(seconds, reading.acknowledged() / seconds, millis(reading.p50()), millis(reading.p99()),
                        reading.refused(), reading.unanswered(), reading.disconnects()));
        err.flush();
    }

    private void report(FleetMeter.Reading end, double seconds) {
        spec.commandLine().getOut().print("""
                devices        %d
                sent           %d
                acknowledged   %d
                refused        %d
                unanswered     %d
                sent again     %d
                messages/s     %.1f
                PUBACK p50     %.1f ms
                PUBACK p99     %.1f ms
                PUBACK max     %.1f ms
                """.formatted(devices, end.sent(), end.acknowledged(), end.refused(), end.unanswered(), end.resent(),
                end.acknowledged() / seconds, millis(end.p50()), millis(end.p99()), millis(end.max())));
        spec.commandLine().getOut().flush();
    }

    private static double secondsSince(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
