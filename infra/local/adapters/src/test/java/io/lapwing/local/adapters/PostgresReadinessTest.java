package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.ReadinessContract;

import java.net.URI;

import org.junit.jupiter.api.AfterEach;

class PostgresReadinessTest extends ReadinessContract {

    private final PostgresDatabase cutOff = cutOff();

    private static PostgresDatabase cutOff() {
        DatabaseSettings direct = TestPostgres.settings();
        try (TcpGate gate = new TcpGate(portOf(direct))) {
            String url = direct.url().replace(":" + portOf(direct) + "/", ":" + gate.port() + "/");
            return PostgresDatabase.open(DatabaseSettings.of(url, direct.user(), direct.password()));
        }
    }

    @AfterEach
    void close() {
        cutOff.close();
    }

    private static int portOf(DatabaseSettings settings) {
        return URI.create(settings.url().substring("jdbc:".length())).getPort();
    }

    @Override
    protected Readiness ready() {
        return new PostgresReadiness(TestPostgres.database());
    }

    @Override
    protected Readiness unready() {
        return new PostgresReadiness(cutOff);
    }
}
