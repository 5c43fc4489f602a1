package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbFaults;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDbStores;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The package, unpacked and started by AWS's own runtime interface client, with a DynamoDB on a way that faults can be
/// planned on; and a look at what it leaves there.
final class LambdaUnderTest implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    final PostBox iot = new PostBox();
    final RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Stores stores = TestDynamoDbStores.on(database);
    private final List<Path> jars;
    private final List<LambdaProcess> processes = new ArrayList<>();

    /// @param jars what [LambdaZip#unpackTo] gave
    LambdaUnderTest(List<Path> jars) {
        this.jars = jars;
        GoldenEvent.register(stores.registry());
    }

    LambdaProcess start() {
        return start(List.of(), Map.of());
    }

    LambdaProcess start(List<String> moreOptions, Map<String, String> moreVariables) {
        return start(IngestTelemetryHandler.class, moreOptions, moreVariables);
    }

    /// Starts another function of the package, in the place of the one before.
    void startInstead(Class<?> handler) {
        startInstead(handler, Map.of());
    }

    void startInstead(Class<?> handler, Map<String, String> moreVariables) {
        processes.forEach(LambdaProcess::close);
        start(handler, List.of(), moreVariables);
    }

    private LambdaProcess start(Class<?> handler, List<String> moreOptions, Map<String, String> moreVariables) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(moreOptions);
        List<Path> classPath = new ArrayList<>(jars);
        classPath.addAll(RuntimeInterfaceClient.jars());
        LambdaCommand command = LambdaCommand.ofJava(options, classPath, handler.getName())
                .with("LAPWING_REGISTRY_TABLE", tables.registry()).with("LAPWING_READINGS_TABLE", tables.readings())
                .with("LAPWING_IOT_ENDPOINT", iot.url().toString())
                .with("AWS_ENDPOINT_URL_DYNAMODB", faults.endpoint().toString());
        for (Map.Entry<String, String> variable : moreVariables.entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        LambdaProcess process = LambdaProcess.start(command, emulator);
        processes.add(process);
        return process;
    }

    InvocationResult invoke(String event) {
        return emulator.invoke(event, TIMEOUT);
    }

    /// Calls the function, which has to answer.
    String reply(String event) {
        return switch (invoke(event)) {
            case Replied replied -> replied.body();
            case InvocationResult.Failed failed -> throw new AssertionError(failed + output());
            case InvocationResult.TimedOut _,InvocationResult.Ended _ -> throw new AssertionError(output());
        };
    }

    String output() {
        return processes.getLast().output();
    }

    List<StoredReading> readings(DeviceKey device) {
        return Pages.all(page -> stores.telemetry()
                .readings(new ReadingsQuery(device, Set.of(), Instant.EPOCH, FAR_AWAY), page));
    }

    List<QuarantineEntry> quarantine() {
        return Pages.all(page -> stores.quarantine().list(GoldenEvent.PUMP.tenant(), page));
    }

    @Override
    public void close() {
        processes.forEach(LambdaProcess::close);
        emulator.close();
        iot.close();
        faults.close();
    }
}
