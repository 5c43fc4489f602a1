package io.lapwing.local.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `lapwing`: does nothing by itself.
@Command(name = "lapwing", versionProvider = Version.class, mixinStandardHelpOptions = true, description = "Runs Lapwing on this machine.", subcommands = {
        UpCommand.class, TokenCommand.class, SimulateCommand.class,
        ImportCommand.class, ExportCommand.class, ReplayCommand.class, InterpretCommand.class,
        ChatCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done",
                "1:failed, with one line on standard error", "2:not understood"})
public final class LapwingCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private boolean debug = isSet(System.getenv("LAPWING_DEBUG"));

    private LapwingCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from, and log more; LAPWING_DEBUG=1 does the same.")
    void setDebug(boolean on) {
        debug |= on;
        if (debug) {
            // Read when the first logger is made, which is later.
            System.setProperty("lapwing.log.level", "DEBUG");
        }
    }

    private static boolean isSet(@Nullable String variable) {
        return variable != null && !Set.of("", "0", "false").contains(variable);
    }

    /// The command line, ready to be executed.
    public static CommandLine commandLine() {
        LapwingCommand command = new LapwingCommand(CommandSpec.create());
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((failure, at, _) -> command.report(failure, at.getErr()));
        line.setParameterExceptionHandler(LapwingCommand::explain);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "which command? One of up, token, simulate, import, export, replay, interpret and chat");
    }

    private int report(Exception failure, PrintWriter err) {
        err.println("lapwing: " + oneLine(failure));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int explain(ParameterException failure, String[] arguments) {
        PrintWriter err = failure.getCommandLine().getErr();
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        err.println("lapwing: " + oneLine(failure) + " (see " + command + " --help)");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        boolean ours = failure instanceof CommandFailed || failure instanceof ParameterException;
        String text = ours || failure instanceof IOException ? message : "unexpected: " + failure;
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(failure.toString());
    }
}
