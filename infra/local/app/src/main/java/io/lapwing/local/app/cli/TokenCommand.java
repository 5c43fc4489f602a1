package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lapwing token`: prints a bearer token, and nothing else.
@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints a bearer token for the REST API.", footer = "%nExample:%n  curl -H \"Authorization: Bearer $(./lapwing token --tenant demo --role viewer)\" "
        + "http://127.0.0.1:8080/v1/devices")
final class TokenCommand implements Callable<Integer> {

    private static final Set<String> ROLES = Set.of("viewer", "operator", "admin");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tenant", required = true, description = "Whose data it opens.")
    private String tenant = "";

    @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE", description = "viewer, operator or admin; several with commas.")
    private List<String> roles = List.of();

    @Option(names = "--sub", defaultValue = "local", description = "Who holds it (default: ${DEFAULT-VALUE}).")
    private String subject = "";

    @Option(names = "--ttl", defaultValue = "PT1H", description = "How long it is valid (default: ${DEFAULT-VALUE}).")
    private Duration ttl = Duration.ZERO;

    @Mixin
    private DataDirOption dataDir = new DataDirOption();

    @Override
    public Integer call() {
        LocalIssuer.Grant grant = new LocalIssuer.Grant(tenant(), roles(), subject());
        spec.commandLine().getOut().println(dataDir.issuer().issue(grant, Instant.now(), ttl()));
        return 0;
    }

    private TenantId tenant() {
        if (!TenantId.isValid(tenant)) {
            throw wrong("--tenant is 1 to 40 of a-z, 0-9 and -");
        }
        return new TenantId(tenant);
    }

    private Set<String> roles() {
        if (!ROLES.containsAll(roles)) {
            throw wrong("--role is viewer, operator or admin");
        }
        return new LinkedHashSet<>(roles);
    }

    private String subject() {
        if (subject.isBlank()) {
            throw wrong("--sub cannot be empty");
        }
        return subject;
    }

    private Duration ttl() {
        if (!ttl.isPositive()) {
            throw wrong("--ttl must be longer than nothing");
        }
        return ttl;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
