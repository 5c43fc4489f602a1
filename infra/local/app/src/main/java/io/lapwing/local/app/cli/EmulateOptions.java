package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.EmulatorFile;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.sharedmodel.chat.Channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Which chat platforms `lapwing chat` stands in for.
final class EmulateOptions {
    private static final int MAX_PORT = 65_535;

    @Option(names = "--emulate", paramLabel = "CHANNEL", split = ",", description = "Chat platforms that ./lapwing chat stands in for, with secrets of its own: slack, telegram, "
            + "whatsapp, teams, discord, or all; several with commas (default: none).")
    private List<String> channels = List.of();

    @Option(names = "--emulator-port", paramLabel = "PORT", defaultValue = "${env:LAPWING_EMULATOR_PORT:-8090}", description = "Where ./lapwing chat will listen for what the bot writes (default: 8090).")
    private int port;

    /// The environment, and what connects the process with the emulated platforms.
    Map<String, String> with(Map<String, String> environment, Path dataDir, CommandSpec spec) {
        if (channels.isEmpty()) {
            return environment;
        }
        if (port < 1 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--emulator-port is 1 to " + MAX_PORT);
        }
        Map<String, String> all = new HashMap<>(environment);
        try {
            Secrets secrets = EmulatorFile.open(dataDir, port);
            for (Channel channel : channels(spec)) {
                secrets.environment(channel).forEach((name, value) -> {
                    if (all.put(name, value) != null) {
                        throw new ParameterException(spec.commandLine(),
                                "--emulate " + channel.text() + ", but " + name + " is set: one or the other");
                    }
                });
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot keep the emulated platforms' secrets: " + e, e);
        }
        return all;
    }

    private List<Channel> channels(CommandSpec spec) {
        if (channels.equals(List.of("all"))) {
            return emulated();
        }
        return channels.stream().map(name -> channel(name, spec)).distinct().toList();
    }

    private static List<Channel> emulated() {
        return List.of(Channel.values()).stream().filter(channel -> channel != Channel.WEB).toList();
    }

    static Channel channel(String name, CommandSpec spec) {
        return Channel.parse(name.strip().toLowerCase(Locale.ROOT)).filter(channel -> channel != Channel.WEB)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "there is no channel " + name
                        + " to emulate; there are " + String.join(", ", emulated().stream().map(Channel::text)
                                .toList())));
    }
}
