package io.lapwing.loadtests;

import io.lapwing.loadtests.commands.CommandOptions;
import io.lapwing.loadtests.commands.CommandScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `commands`: how long a command takes from REST to its device, and until the device's reply is stored.
@Command(name = "commands", mixinStandardHelpOptions = true, description = "Gives commands at a fixed rate through REST and measures each until its device's reply is stored.", footer = "%nFails when a command does not succeed, or comes twice.")
public final class CommandBenchmark implements Callable<Integer> {

    @Mixin
    private CommandOptions options = new CommandOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new CommandBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        new CommandScript(options).play();
        return 0;
    }
}
