package io.lapwing.loadtests;

import io.lapwing.loadtests.stream.StreamOptions;
import io.lapwing.loadtests.stream.StreamScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `stream`: how soon apps that listen see what devices publish.
@Command(name = "stream", mixinStandardHelpOptions = true, description = "Measures live updates from a device's publish to the app that listens, with many apps on one process.", footer = "%nExits with 1 when an app missed an update or got one twice.")
public final class StreamBenchmark implements Callable<Integer> {

    @Mixin
    private StreamOptions options = new StreamOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        return new StreamScript(options).play() ? 0 : 1;
    }
}
