package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.datadir.RunFile;

import java.io.IOException;
import java.nio.file.Path;

import picocli.CommandLine.Option;

/// Where a process keeps its data, and where the other commands find it.
final class DataDirOption {

    @Option(names = "--data-dir", paramLabel = "DIR", defaultValue = "${env:LAPWING_DATA_DIR:-.lapwing}", description = "Where the data lies (default: .lapwing).")
    private Path dataDir = Path.of(".lapwing");

    @Option(names = "--issuer-file", paramLabel = "FILE", defaultValue = "${env:LAPWING_ISSUER_FILE:-}", description = "The keys that tokens are signed with, to be shared by processes that stand side by side "
            + "(default: issuer.json in the data directory).")
    private String issuerFile = "";

    Path path() {
        return dataDir.toAbsolutePath().normalize();
    }

    /// The issuer of this data directory's tokens; made on first use.
    LocalIssuer issuer() {
        Path file = issuerFile.isEmpty() ? path().resolve("issuer.json") : Path.of(issuerFile).toAbsolutePath();
        try {
            return LocalIssuer.open(file);
        } catch (IOException e) {
            throw new CommandFailed("cannot read or make the issuer's keys in " + file + ": " + e, e);
        }
    }

    /// Where the process that runs on this data directory can be reached.
    RunFile running() {
        return RunFile.read(path()).orElseThrow(() -> new CommandFailed(
                "nothing runs on " + path() + "; start it with ./lapwing up, or name its --data-dir"));
    }
}
