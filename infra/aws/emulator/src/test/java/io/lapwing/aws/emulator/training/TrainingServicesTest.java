package io.lapwing.aws.emulator.training;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What functions are trained on, asked by our own adapters through AWS's client.
final class TrainingServicesTest {

    private static final TenantId TENANT = new TenantId(TrainingFleet.TENANT);

    @Test
    void devices_that_were_registered_are_there() {
        try (TrainingServices services = new TrainingServices(new TrainingIssuer().jwks())) {
            Map<String, String> variables = TrainingEnvironment.at(services.address());
            TrainingEnvironment.registerFleet(variables);
            DeviceRegistry registry = new DynamoDbDeviceRegistry(
                    new DynamoDatabase(new AwsClients(variables).dynamoDb(),
                            new DynamoDbTables("registry", "readings")),
                    InstantSource.system());
            DeviceKey pump = new DeviceKey(TENANT, new DeviceId("pump-1"));

            assertThat(registry.find(Set.of(pump, new DeviceKey(TENANT, new DeviceId("nobody"))))).containsOnlyKeys(
                    pump);
            assertThat(services.refused()).isEmpty();
        }
    }
}
