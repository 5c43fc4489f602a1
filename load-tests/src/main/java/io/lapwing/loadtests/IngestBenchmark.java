package io.lapwing.loadtests;

import io.lapwing.loadtests.ingest.IngestOptions;
import io.lapwing.loadtests.ingest.IngestScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `ingest`: how many messages a second this machine takes in, from publish to stored.
@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Measures telemetry from publish to stored, with 10 readings a message, against a ceiling of the same run that stores nothing.", footer = "%nFails when what is stored is not what was acknowledged.")
public final class IngestBenchmark implements Callable<Integer> {

    @Mixin
    private IngestOptions options = new IngestOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new IngestBenchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() {
        new IngestScript(options).play();
        return 0;
    }
}
