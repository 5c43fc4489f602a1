package io.lapwing.loadtests;

import io.lapwing.loadtests.kill.KillOptions;
import io.lapwing.loadtests.kill.KillScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `kill`: does bad things to a running Lapwing under load, and shows that every reading which a device
/// got its PUBACK for is in the store exactly once.
@Command(name = "kill", mixinStandardHelpOptions = true, description = "Strikes a running Lapwing at random moments under load and reads everything back.", footer = "%nExits with 1 when a reading was lost, doubled or changed.")
public final class KillRun implements Callable<Integer> {

    @Mixin
    private KillOptions options = new KillOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new KillRun()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() {
        return new KillScript(options).play() ? 0 : 1;
    }
}
