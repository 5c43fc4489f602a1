package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.EmulatorFile;
import io.lapwing.local.chatemulator.EmulatedChat;
import io.lapwing.local.chatemulator.GivenFile;
import io.lapwing.local.chatemulator.Person;
import io.lapwing.local.chatemulator.Place;
import io.lapwing.local.chatemulator.Post;
import io.lapwing.local.chatemulator.Recording;
import io.lapwing.local.chatemulator.Rehearsal;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.local.chatemulator.Wall;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lapwing chat`: a chat platform without an account, in a terminal or from a recording.
@Command(name = "chat", mixinStandardHelpOptions = true, description = "Chats with the bot of a running instance as a chat platform does it: what is typed goes there as "
        + "a signed webhook, and what the bot would post is printed. The instance must have been started with "
        + "./lapwing up --emulate CHANNEL.", footer = {
                "%nA line is said to the bot. [Label] or [2] presses a button. /file PATH [TEXT] gives it a file.",
                "%nExamples:%n  ./lapwing chat --channel slack --link operator",
                "  echo 'which pumps are offline?' | ./lapwing chat --channel telegram --link viewer",
                "  ./lapwing chat --channel slack --play restart.chat"})
final class ChatCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /// How long nothing more may come for an answer to count as complete.
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Pattern FILE = Pattern.compile("/file\\s+(\\S+)(?:\\s+(.*))?");
    private static final long MAX_FILE = 16L << 20;
    private static final Pattern BUTTON = Pattern.compile("\\[(.+)]");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--channel", required = true, paramLabel = "CHANNEL", description = "slack, telegram, whatsapp, teams or discord.")
    private String channel = "";

    @Option(names = "--as", paramLabel = "NAME", defaultValue = "you", description = "Who speaks (default: ${DEFAULT-VALUE}).")
    private String name = "";

    @Option(names = "--in", paramLabel = "CHANNEL", description = "Speaks in a channel of that name, and not with the bot alone.")
    private @Nullable String place;

    @Option(names = "--link", paramLabel = "ROLE", description = "Links the account with a user of this role first: viewer, operator or admin.")
    private @Nullable String role;

    @Option(names = "--tenant", defaultValue = "demo", description = "Whose user that is (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(names = "--play", arity = "1..*", paramLabel = "FILE", description = "Recordings to play (docs/chat.md) in place of what is typed: where the bot writes something "
            + "else, that is printed, and is a failure.")
    private List<Path> recordings = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Where the instance is (default: the one that runs on the data directory).")
    private @Nullable URI url;

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() throws InterruptedException {
        Channel platform = EmulateOptions.channel(channel, spec);
        Person person = checked("--as", () -> new Person(name));
        Place here = checked("--in", () -> new Place(place));
        if (role != null && !List.of("viewer", "operator", "admin").contains(role)) {
            throw wrong("--link is viewer, operator or admin");
        }
        List<Recording> plays = recordings.stream().map(this::recording).toList();
        URI base = url == null ? dataDir.running().http() : url;
        Wall wall = new Wall(plays.isEmpty() ? this::show : _ -> {});
        try (LocalInstance instance = new LocalInstance(base, dataDir.issuer(), tenant());
                EmulatedChat chat = EmulatedChat.open(platform, secrets(), instance, wall)) {
            if (role != null) {
                chat.link(person, role);
            }
            return plays.isEmpty() ? converse(chat, person, here) : play(chat, plays, platform);
        } catch (EmulatedChat.Refused | UnsupportedOperationException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        } catch (BindException e) {
            throw new CommandFailed("the emulated platform's port is taken: does another ./lapwing chat run?", e);
        } catch (IOException e) {
            throw new CommandFailed(e.toString(), e);
        }
    }

    private <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private TenantId tenant() {
        return checked("--tenant", () -> new TenantId(tenant));
    }

    private Secrets secrets() throws IOException {
        return EmulatorFile.read(dataDir.path()).orElseThrow(() -> new CommandFailed(
                "no platform is emulated for " + dataDir.path() + "; start it with ./lapwing up --emulate " + channel));
    }

    private Recording recording(Path file) {
        try {
            return Recording.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandFailed(file + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(Post post) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Recording.text(post));
        out.flush();
    }

    private int converse(EmulatedChat chat, Person person, Place here) throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int failures = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            int before = chat.wall().size();
            try {
                act(chat, person, here, line.strip());
            } catch (EmulatedChat.Refused | CommandFailed e) {
                failures++;
                complain(String.valueOf(e.getMessage()));
                continue;
            }
            failures += awaitAnswer(chat.wall(), before) ? 0 : 1;
        }
        return failures == 0 ? 0 : 1;
    }

    private static void act(EmulatedChat chat, Person person, Place here, String line) {
        Matcher button = BUTTON.matcher(line);
        Matcher file = FILE.matcher(line);
        if (button.matches()) {
            chat.press(person, button.group(1));
        } else if (file.matches()) {
            chat.share(person, here, Optional.ofNullable(file.group(2)).orElse(""), given(Path.of(file.group(1))));
        } else {
            chat.say(person, here, line);
        }
    }

    private static GivenFile given(Path path) {
        try {
            if (Files.size(path) > MAX_FILE) {
                throw new CommandFailed(path + " has more than 16 MiB, which is too much for an emulated platform");
            }
            return new GivenFile(path.getFileName().toString(), Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(path + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandFailed(path + ": " + e, e);
        }
    }

    /// Until nothing more comes, so that lines of a script get their answers one after the other.
    private boolean awaitAnswer(Wall wall, int before) throws InterruptedException {
        if (wall.await(before, PATIENCE).isEmpty()) {
            complain("the bot has not answered within " + PATIENCE.toSeconds() + " s");
            return false;
        }
        for (int seen = before + 1; wall.await(seen, QUIET).isPresent();) {
            seen++;
        }
        return true;
    }

    private void complain(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("lapwing: " + text);
        err.flush();
    }

    private int play(EmulatedChat chat, List<Recording> plays, Channel platform) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Rehearsal rehearsal = new Rehearsal(chat, PATIENCE, QUIET);
        int failures = 0;
        for (Recording recording : plays) {
            if (recording.channel() != null && recording.channel() != platform) {
                out.println(recording.name() + ": skipped, for it is one of " + recording.channel().text());
                continue;
            }
            Optional<Rehearsal.Difference> difference = rehearsal.play(recording);
            out.println(difference.map(found -> recording.name() + ":" + found.line() + ": " + found.reason())
                    .orElse(recording.name() + ": as recorded"));
            out.flush();
            failures += difference.isPresent() ? 1 : 0;
        }
        return failures == 0 ? 0 : 1;
    }
}
