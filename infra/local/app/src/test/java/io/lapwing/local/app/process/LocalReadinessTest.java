package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.ReadinessContract;

import java.net.URI;
import java.util.Map;

/// What is ready of the process, told together.
class LocalReadinessTest extends ReadinessContract {

    /// A connection in the state that the test gives it.
    private record Connection(boolean isReady) implements MqttConnection {

        @Override
        public URI address() {
            return URI.create("mqtt://127.0.0.1:1883");
        }

        @Override
        public void stopReceiving() {
            // Nothing comes in.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static Readiness with(boolean databaseReady, boolean brokerReady) {
        return new LocalReadiness(() -> Map.of("database", databaseReady), new Connection(brokerReady));
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
