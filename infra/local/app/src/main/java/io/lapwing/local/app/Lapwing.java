package io.lapwing.local.app;

import io.lapwing.local.app.cli.LapwingCommand;

/// Where the program starts.
public final class Lapwing {

    private Lapwing() {}

    public static void main(String[] arguments) {
        // By a name of its own: the embedded broker brings a logback.xml, too.
        System.setProperty("logback.configurationFile", "lapwing-logback.xml");
        System.exit(LapwingCommand.commandLine().execute(arguments));
    }
}
