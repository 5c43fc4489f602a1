package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.ReadinessContract;

import java.util.Map;

/// What is ready of the process, told together.
class LocalReadinessTest extends ReadinessContract {

    private static Readiness with(boolean databaseReady, boolean brokerReady) {
        return new LocalReadiness(() -> Map.of("database", databaseReady), () -> brokerReady);
    }

    @Override
    protected Readiness ready() {
        return with(true, true);
    }

    @Override
    protected Readiness unready() {
        return with(true, false);
    }
}
