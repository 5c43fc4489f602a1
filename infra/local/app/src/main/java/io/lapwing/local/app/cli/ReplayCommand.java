package io.lapwing.local.app.cli;

import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresQuarantineStore;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lapwing replay`: puts a quarantined message through its function again.
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Puts a quarantined message through its function again, in the process that runs on the data "
        + "directory.")
final class ReplayCommand implements Callable<Integer> {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The message's id, as /v1/quarantine lists it.")
    private String id = "";

    @Option(names = "--tenant", defaultValue = "", description = "Whose it is (default: looked up).")
    private String tenant = "";

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() {
        QuarantineId message = message();
        RunFile running = dataDir.running();
        TenantId owner = tenant.isEmpty() ? lookUp(message, running.database()) : tenant();
        LocalIssuer.Grant grant = new LocalIssuer.Grant(owner, Set.of("admin"), "replay");
        String token = dataDir.issuer().issue(grant, Instant.now(), TOKEN_LIFE);
        try (RestClient rest = new RestClient(running.http(), token)) {
            RestClient.Answer answer = rest.post("/v1/quarantine/" + message.value() + ":replay", "{}");
            if (!answer.isSuccess()) {
                throw new CommandFailed("not replayed: " + answer.explanation());
            }
            spec.commandLine().getOut().println("replayed " + id + ": " + answer.fields().get("accepted")
                    + " values stored, " + answer.fields().get("duplicate") + " were there already");
            return 0;
        }
    }

    private QuarantineId message() {
        try {
            return new QuarantineId(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "ID: " + e.getMessage(), e);
        }
    }

    private TenantId tenant() {
        if (!TenantId.isValid(tenant)) {
            throw new ParameterException(spec.commandLine(), "--tenant is 1 to 40 of a-z, 0-9 and -");
        }
        return new TenantId(tenant);
    }

    private TenantId lookUp(QuarantineId message, RunFile.Database named) {
        DatabaseSettings settings = DatabaseSettings.of(named.url(), named.user(), named.password());
        try (PostgresDatabase database = PostgresDatabase.open(settings)) {
            Optional<TenantId> owner = new PostgresQuarantineStore(database).tenantOf(message);
            return owner.orElseThrow(() -> new CommandFailed("there is no quarantined message " + id));
        } catch (StoreUnavailable e) {
            throw new CommandFailed("the database cannot be reached: " + e.getMessage(), e);
        }
    }
}
