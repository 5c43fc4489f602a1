package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The zip that this build made, unpacked, on AWS's own runtime interface client: one process after the other.
final class PackagedApi implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
    private final LambdaCommand command;
    private LambdaProcess process;

    /// @param folder where the zip is unpacked
    /// @param more variables beside those that [#environment] has
    PackagedApi(Path folder, URI dynamoDb, DynamoDbTables tables, Map<String, String> more) {
        List<Path> classPath = new ArrayList<>(RuntimeInterfaceClient.jars());
        classPath.addAll(LambdaZip.ofThisBuild().unpack(folder));
        LambdaCommand all = LambdaCommand.ofJava(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), classPath,
                ApiHandler.class.getName());
        Map<String, String> variables = new HashMap<>(environment(dynamoDb, tables));
        variables.putAll(more);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            all = all.with(variable.getKey(), variable.getValue());
        }
        this.command = all;
        this.process = LambdaProcess.start(command, emulator);
    }

    /// What the function needs to be told.
    static Map<String, String> environment(URI dynamoDb, DynamoDbTables tables) {
        return Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "LAPWING_REGISTRY_TABLE", tables.registry(),
                "LAPWING_READINGS_TABLE", tables.readings(), "LAPWING_TOKEN_ISSUER", Issuer.NAME,
                "LAPWING_TOKEN_AUDIENCE", Issuer.AUDIENCE, "LAPWING_JWKS", ApiScenarios.ISSUER.jwks(),
                "LAPWING_CURSOR_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    }

    InvocationResult invoke(String event) {
        return emulator.invoke(event, TIMEOUT);
    }

    GatewayAnswer send(GatewayEventBuilder event) {
        return switch (invoke(event.toString())) {
            case InvocationResult.Replied(String body, _) ->
                GatewayAnswer.read(body.getBytes(StandardCharsets.UTF_8));
            case InvocationResult other -> throw new AssertionError(other + "\n" + process.output());
        };
    }

    LambdaProcess process() {
        return process;
    }

    RuntimeApiEmulator emulator() {
        return emulator;
    }

    /// Kills the process, if it is still there, and starts another one.
    void restart() {
        process.close();
        process = LambdaProcess.start(command, emulator);
    }

    @Override
    public void close() {
        process.close();
        emulator.close();
    }
}
