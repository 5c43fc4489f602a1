package io.lapwing.loadtests.server;

import io.lapwing.loadtests.process.Progress;
import io.lapwing.local.adapters.BatcherSettings;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.HdrHistogram.Histogram;
import picocli.CommandLine;

/// The main class of the process that is measured: a broker or a subscriber, the batcher, and a store or none. It does
/// what it is told on standard input, and ends with it.
public final class IngestServer implements AutoCloseable {

    /// What each answer begins with.
    static final String ANSWER = "> ";

    static final String FAILED = "failed";

    private final MeasuredIngest ingest;
    private final Backend backend;
    private final MessageBatcher batcher;
    private final Intake intake;

    private IngestServer(ServerOptions options) {
        backend = options.store ? PostgresStore.start(options.directory) : new NoStore();
        ingest = new MeasuredIngest(backend.ingestTelemetry(), Progress.in(options.progress));
        batcher = new MessageBatcher(ingest, backend.quarantine(), BatcherSettings.DEFAULT);
        intake = options.mosquittoPort == 0
                ? new EmbeddedIntake(options.directory, batcher, backend)
                : new MosquittoIntake(options.mosquittoPort, batcher);
        intake.open();
    }

    /// Runs until its standard input ends.
    public static void main(String[] args) throws IOException {
        // Standard output carries answers only, whatever a library prints.
        PrintStream answers = System.out;
        System.setOut(System.err);
        ServerOptions options = CommandLine.populateCommand(new ServerOptions(), args);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (IngestServer server = new IngestServer(options)) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                answers.println(ANSWER + server.answer(List.of(command.split(" "))));
            }
        }
        // Libraries leave threads behind.
        System.exit(0);
    }

    private String answer(List<String> command) {
        try {
            return switch (command.getFirst()) {
                case "port" -> "" + intake.port();
                case "register" -> register(new TenantId(command.get(1)), Integer.parseInt(command.get(2)));
                case "watch" -> watch(new BenchmarkRules(new TenantId(command.get(1)),
                        Integer.parseInt(command.get(2)), Boolean.parseBoolean(command.get(3))));
                case "alerts" -> "" + backend.alerts(new TenantId(command.get(1)));
                case "begin" -> begin();
                case "report" -> report().line();
                case "rows" -> "" + backend.rows(new TenantId(command.get(1)));
                case "pause" -> pause();
                case "resume" -> resume();
                default -> FAILED + ": no such command";
            };
        } catch (RuntimeException e) {
            e.printStackTrace();
            return FAILED + ": " + e;
        }
    }

    private String register(TenantId tenant, int devices) {
        backend.register(new BenchmarkFleet(tenant, devices));
        return "registered";
    }

    private String watch(BenchmarkRules rules) {
        backend.watch(rules);
        return "watched";
    }

    private String begin() {
        ingest.takeLatencies();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        return "begun";
    }

    private ServerReport report() {
        Histogram latencies = ingest.takeLatencies();
        long heap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new ServerReport(latencies.getValueAtPercentile(50), latencies.getValueAtPercentile(99),
                latencies.getMaxValue(), heap, ingest.notTaken(), ingest.batches());
    }

    private String pause() {
        intake.close();
        return "paused";
    }

    private String resume() {
        intake.open();
        return "resumed";
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    @Override
    public void close() {
        intake.close();
        batcher.close();
        backend.close();
    }
}
