package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.LambdaCommand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains the AOT cache of a function, wherever its image is built: with AWS's runtime interface client, its client for
/// DynamoDB and real spans, but without a DynamoDB.
@Command(name = "train-aot-cache", mixinStandardHelpOptions = true, description = "Runs a function through its events, so that the JVM writes its AOT cache when it ends.")
public final class TrainAotCache implements Callable<Integer> {

    @Option(names = "--function", required = true, description = "Whose events: ${COMPLETION-CANDIDATES}.")
    private TrainedFunction function = TrainedFunction.INGEST;

    @Option(names = "--env", description = "A further variable of the function's environment: NAME=value.")
    private Map<String, String> variables = new HashMap<>();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What starts the function; it has to pass -XX:AOTCacheOutput to the JVM where LAPWING_AOT is `train`.")
    private List<String> command = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new TrainAotCache()).setCaseInsensitiveEnumValuesAllowed(true)
                .setStopAtPositional(true).execute(args));
    }

    @Override
    public Integer call() {
        System.out.println(run(function, new LambdaCommand(command, variables)));
        return 0;
    }

    /// Trains the function that `command` starts.
    ///
    /// @return what it printed
    public static String run(TrainedFunction function, LambdaCommand command) {
        TrainingIssuer issuer = new TrainingIssuer();
        try (TrainingServices services = new TrainingServices(issuer.jwks())) {
            Map<String, String> variables = TrainingEnvironment.at(services.address());
            TrainingEnvironment.registerFleet(variables);
            variables.putAll(command.environment());
            variables.put("LAPWING_AOT", "train");
            String output = AotTraining.run(new LambdaCommand(command.words(), variables, command.directory()),
                    function.events(issuer), function::isGood);
            if (!services.refused().isEmpty()) {
                throw new IllegalStateException("no canned answer for " + services.refused() + "\n" + output);
            }
            return output;
        }
    }
}
