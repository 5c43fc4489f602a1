package io.lapwing.loadtests.coldstart;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import picocli.CommandLine.Option;

/// How the cold-start benchmark is called.
public final class ColdStartOptions {

    @Option(names = "--rounds", defaultValue = "7", description = "How often each process is started; the rounds are interleaved (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--cpus", split = ",", defaultValue = "2,1", description = "On how many processors, by taskset: the first of this machine (default: ${DEFAULT-VALUE}).")
    List<Integer> cpus = List.of();

    @Option(names = "--only", defaultValue = ".*", description = "Which rows, as a regular expression (default: ${DEFAULT-VALUE}).")
    Pattern only = Pattern.compile("");

    @Option(names = "--warm", paramLabel = "CALLS", defaultValue = "2000", description = "Calls with ten messages each to measure on a warm process, after half as many that are not measured; 0 for none (default: ${DEFAULT-VALUE}).")
    int warm;

    @Option(names = "--jvm-options", defaultValue = "", description = "JVM options for all of them, in one word (-Xlog:class+load); what a process printed last lies beside the report.")
    String jvmOptions = "";

    @Option(names = "--dir", defaultValue = "load-tests/target/cold-start", description = "Where the run keeps what it lays out, and its report (default: ${DEFAULT-VALUE}).")
    Path directory = Path.of("target");

    boolean measures(String row) {
        return only.matcher(row).find();
    }

    /// Where this run keeps what it makes.
    Path runDirectory() {
        return directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
    }
}
