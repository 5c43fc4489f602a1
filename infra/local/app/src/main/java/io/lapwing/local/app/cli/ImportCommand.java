package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lapwing import`: sends files, waits until they are loaded, and prints what became of them.
@Command(name = "import", mixinStandardHelpOptions = true, description = "Sends files to a running Lapwing, waits until they are loaded, and prints what became of them.", footer = {
        "%nTables are CSV (device_id,ts,metric,value,unit or ts,device_id,<metric>...) or NDJSON of the same fields, each "
                + "also gzipped or zipped.",
        "Exits with 1 when a file was not loaded; rejected rows are reported, and stop nothing."})
final class ImportCommand implements Callable<Integer> {

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Set<String> WAITING = Set.of("AWAITING_UPLOAD", "RECEIVED", "PROCESSING");
    private static final List<String> PURPOSES = List.of("telemetry", "devices", "attachment");
    private static final List<String> PROFILES = List.of("default", "de");
    private static final int SHOWN_REJECTS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to send.")
    private List<Path> files = List.of();

    @Option(names = "--purpose", defaultValue = "telemetry", description = "telemetry, devices or attachment (default: ${DEFAULT-VALUE}).")
    private String purpose = "";

    @Option(names = "--profile", defaultValue = "default", description = "How tables are written: default (1234.5, ISO 8601) or de (1.234,5, 31.12.2025; default: ${DEFAULT-VALUE}).")
    private String profile = "";

    @Option(names = "--register-devices", description = "Registers devices that rows name and nobody knows; without it, such rows are rejected.")
    private boolean registersDevices;

    @Option(names = "--no-wait", description = "Prints the files' ids once they are sent, and does not wait.")
    private boolean noWait;

    @Option(names = "--tenant", defaultValue = "demo", description = "Whose data it is (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(names = "--url", paramLabel = "URL", description = "Where the instance is (default: the one that runs on the data directory).")
    private @Nullable URI url;

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() throws InterruptedException {
        check();
        URI base = url == null ? dataDir.running().http() : url;
        LocalIssuer.Grant grant = new LocalIssuer.Grant(new TenantId(tenant), Set.of("admin"), "import");
        String token = dataDir.issuer().issue(grant, Instant.now(), TOKEN_LIFE);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        int failures = 0;
        try (RestClient rest = new RestClient(base, token)) {
            FileUpload upload = new FileUpload(rest, progress::show);
            for (Path file : files) {
                String id = upload.send(file, new FileUpload.Wish(purpose, profile, registersDevices));
                progress.end();
                if (noWait) {
                    out().println(id + "  " + file);
                } else {
                    failures += report(file, await(rest, id, progress)) ? 0 : 1;
                }
                out().flush();
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private void check() {
        if (!TenantId.isValid(tenant)) {
            throw wrong("--tenant is 1 to 40 of a-z, 0-9 and -");
        }
        if (!PURPOSES.contains(purpose)) {
            throw wrong("--purpose is " + String.join(", ", PURPOSES));
        }
        if (!PROFILES.contains(profile)) {
            throw wrong("--profile is " + String.join(" or ", PROFILES));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static Map<String, Object> await(RestClient rest, String id, ProgressLine progress)
            throws InterruptedException {
        while (true) {
            RestClient.Answer file = rest.get("/v1/files/" + id);
            if (!file.isSuccess()) {
                throw new CommandFailed("the file " + id + " was sent, but cannot be looked at: " + file.explanation());
            }
            if (!WAITING.contains(String.valueOf(file.fields().get("state")))) {
                progress.end();
                return file.fields();
            }
            if (file.fields().get("progress") instanceof Map<?, ?> rows) {
                progress.show("loading", number(rows, "rowsRead"), number(rows, "rowsTotal"));
            }
            Thread.sleep(LOOK);
        }
    }

    private static long number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /// @return whether it was loaded
    private boolean report(Path file, Map<String, Object> fields) {
        String state = String.valueOf(fields.get("state"));
        out().println(file + ": " + state + "  " + fields.get("id"));
        if (fields.get("duplicateOf") != null) {
            out().println("  has the same bytes as " + fields.get("duplicateOf") + ", and was not loaded again");
        }
        if (fields.get("finding") instanceof Map<?, ?> finding) {
            out().println("  " + finding.get("code") + (number(finding, "line") > 0 ? " in line " + finding.get("line")
                    : "") + ": " + finding.get("message"));
        }
        if (fields.get("report") instanceof Map<?, ?> report) {
            out().println("  rows loaded " + report.get("rowsLoaded") + ", known before " + report.get("rowsDuplicate")
                    + ", rejected " + report.get("rowsRejected"));
            rejects(report);
        }
        return state.equals("COMPLETED");
    }

    private void rejects(Map<?, ?> report) {
        if (report.get("rejects") instanceof List<?> rejects) {
            rejects.stream().limit(SHOWN_REJECTS).map(reject -> (Map<?, ?>) reject)
                    .forEach(reject -> out().println("    line " + reject.get("line") + ": " + reject.get("code") + ": "
                            + reject.get("message")));
        }
        if (report.get("rejectsUrl") != null) {
            out().println("  all of them: " + report.get("rejectsUrl"));
        }
    }
}
