package io.lapwing.loadtests;

import io.lapwing.loadtests.rest.RestOptions;
import io.lapwing.loadtests.rest.RestScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `rest`: what the users of an app get out of the REST interface, and what of a bare server.
@Command(name = "rest", mixinStandardHelpOptions = true, description = "Asks Lapwing and a bare server on the same data what apps ask, in turns.", footer = "%nFails when a request fails, when the two answer differently, or when Lapwing stays below what is demanded of it.")
public final class RestBenchmark implements Callable<Integer> {

    @Mixin
    private RestOptions options = new RestOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new RestBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        new RestScript(options).play();
        return 0;
    }
}
