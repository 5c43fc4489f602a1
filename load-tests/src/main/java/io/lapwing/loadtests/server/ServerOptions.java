package io.lapwing.loadtests.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/// How an [IngestServer] is called.
public final class ServerOptions {

    @Option(names = "--mosquitto", defaultValue = "0", description = "The port of a Mosquitto to subscribe to; 0 for the embedded broker.")
    int mosquittoPort;

    @Option(names = "--store", description = "Store messages, instead of accepting them at once.")
    boolean store;

    @Option(names = "--dir", required = true, description = "Where data lies.")
    Path directory = Path.of(".");

    @Option(names = "--progress", required = true, description = "The file that counts what was taken.")
    Path progress = Path.of(".");

    /// The arguments for a server.
    public static List<String> arguments(int mosquittoPort, boolean store, Path directory, Path progress) {
        List<String> arguments = new ArrayList<>(List.of("--mosquitto", "" + mosquittoPort, "--dir",
                directory.toString(), "--progress", progress.toString()));
        if (store) {
            arguments.add("--store");
        }
        return arguments;
    }
}
