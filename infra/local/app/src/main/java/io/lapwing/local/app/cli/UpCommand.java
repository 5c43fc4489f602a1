package io.lapwing.local.app.cli;

import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.chatbot.model.ModelSettings;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.local.app.process.LocalProcess;
import io.lapwing.local.app.process.ProcessSettings;
import io.lapwing.local.app.process.StartFailed;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lapwing up`: starts everything, and says so once it is ready.
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts everything on this machine: broker, database, functions, REST interface.", footer = {
        "%nOutside services in the place of the embedded ones:",
        "  LAPWING_DATABASE_URL (jdbc:postgresql://host:5432/name), LAPWING_DATABASE_USER, "
                + "LAPWING_DATABASE_PASSWORD",
        "  LAPWING_MQTT_URL (tcp:// or ssl://host:port), LAPWING_MQTT_USER, LAPWING_MQTT_PASSWORD",
        "  LAPWING_JWKS_URL, LAPWING_TOKEN_ISSUER, LAPWING_TOKEN_AUDIENCE: whose tokens are believed besides the "
                + "local ones",
        "  LAPWING_SLACK_…, LAPWING_TELEGRAM_…, LAPWING_WHATSAPP_…, LAPWING_TEAMS_…, LAPWING_DISCORD_…: where the "
                + "chatbot is to be found (docs/chat.md)",
        "  LAPWING_MODEL_URL, LAPWING_MODEL_KEY, LAPWING_MODEL_NAME: a language model that the chatbot asks where it "
                + "understands nothing",
        "Any number of processes can share them; give them one --issuer-file and one --files-dir, and each a "
                + "--data-dir.",
        "%nPrints one line on standard output when it is ready, and logs to standard error. SIGTERM stops it."})
final class UpCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(12);
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(365);
    private static final int MAX_PORT = 65_535;

    enum Fleet {
        DEMO, NONE
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "${env:LAPWING_HTTP_PORT:-8080}", description = "Where the REST interface listens; 0 takes a free one (default: 8080).")
    private int httpPort;

    @Option(names = "--mqtt-port", paramLabel = "PORT", defaultValue = "${env:LAPWING_MQTT_PORT:-1883}", description = "Where the embedded broker listens; 0 takes a free one (default: 1883).")
    private int mqttPort;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "${env:LAPWING_BIND:-127.0.0.1}", description = "The address to listen on; 0.0.0.0 for every one (default: 127.0.0.1).")
    private String bind = "";

    @Option(names = "--fleet", paramLabel = "FLEET", description = "demo or none: whether a small demo fleet reports (default: demo, "
            + "or none with outside services).")
    private Fleet fleet = OutsideServices.fromEnvironment().isPresent() ? Fleet.NONE : Fleet.DEMO;

    @Option(names = "--silence", paramLabel = "DURATION", defaultValue = "${env:LAPWING_SILENCE:-PT15M}", description = "After which a device counts as offline "
            + "that neither a connection nor a birth message tells of, in ISO 8601 (default: PT15M).")
    private Duration silence = PresenceRules.DEFAULT_SILENCE;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "${env:LAPWING_ZONE:-}", description = "The time zone in which people in chats mean \"today\" (default: this machine's).")
    void setZone(String name) {
        try {
            zone = name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException _) {
            throw wrong("--zone is the name of a time zone, as Europe/Berlin");
        }
    }

    private ZoneId zone = ZoneId.systemDefault();

    @Mixin
    private MqttListenerOptions listeners = new MqttListenerOptions();

    @Mixin
    private RestOptions rest = new RestOptions();

    @Mixin
    private EmulateOptions emulation = new EmulateOptions();

    @Option(names = "--files-dir", paramLabel = "DIR", defaultValue = "${env:LAPWING_FILES_DIR:-}", description = "Where the bytes of files lie; processes that share a database share this directory, too "
            + "(default: files in the data directory).")
    private String filesDir = "";

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() throws InterruptedException {
        LocalProcess process = new LocalProcess(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "stop"));
        try {
            process.start();
        } catch (StartFailed e) {
            process.close();
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Lapwing is ready: " + process.http() + " " + process.mqtt());
        out.flush();
        process.awaitEnd();
        return 0;
    }

    /// A signal is how a process like this one ends; that it was one is no reason for an exit code that says failure.
    private static void stop(LocalProcess process) {
        Thread stopping = Thread.ofPlatform().daemon().name("stopping").start(process::close);
        try {
            boolean inTime = stopping.join(STOP_WITHIN);
            if (process.wasReady()) {
                Runtime.getRuntime().halt(inTime ? 0 : 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessSettings settings() {
        OutsideServices outside = OutsideServices.fromEnvironment();
        if (fleet == Fleet.DEMO && outside.isPresent()) {
            throw wrong("--fleet demo needs the embedded broker and database");
        }
        check("--http-port", httpPort);
        check("--mqtt-port", mqttPort);
        if (silence.compareTo(SHORTEST_SILENCE) < 0 || silence.compareTo(LONGEST_SILENCE) > 0) {
            throw wrong("--silence is a duration from PT1S to P365D");
        }
        ProcessSettings.Ports ports = new ProcessSettings.Ports(httpPort, mqttPort, listeners.webSocketPort(spec),
                listeners.tls(spec));
        return new ProcessSettings(dataDir.path(), filesDir(), dataDir.issuer(), address(), ports, outside.database(),
                outside.broker(), silence, fleet == Fleet.DEMO, rest.access(spec, System.getenv()),
                chat(emulation.with(System.getenv(), dataDir.path(), spec)));
    }

    private ProcessSettings.ChatAccess chat(Map<String, String> environment) {
        try {
            return new ProcessSettings.ChatAccess(ChannelSettings.from(environment), zone,
                    ModelSettings.from(environment));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private Path filesDir() {
        return filesDir.isBlank() ? dataDir.path().resolve("files") : Path.of(filesDir).toAbsolutePath().normalize();
    }

    private String address() {
        try {
            return InetAddress.getByName(bind).getHostAddress();
        } catch (UnknownHostException e) {
            throw wrong("--bind is the address of an interface of this machine, or 0.0.0.0");
        }
    }

    private void check(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw wrong(option + " is 0 to " + MAX_PORT);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
