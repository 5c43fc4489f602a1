package io.lapwing.aws.emulator.training;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbListeners;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.IotStreamTickets;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StreamTickets;

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

    @Test
    void apps_get_tokens_of_sessions_that_there_are_not() {
        try (TrainingServices services = new TrainingServices(new TrainingIssuer().jwks())) {
            AwsClients clients = new AwsClients(TrainingEnvironment.at(services.address()));
            DynamoDatabase database = new DynamoDatabase(clients.dynamoDb(),
                    new DynamoDbTables("registry", "readings"));
            StreamTickets tickets = new IotStreamTickets(clients.sessions("arn:aws:iam::123456789012:role/apps"),
                    clients.mqttUrls(services.address()), new DynamoDbListeners(database, InstantSource.system()),
                    InstantSource.system());

            assertThat(tickets.issue(new StreamWish(TENANT, Set.of(), Set.of(LiveKind.ALERTS))))
                    .isInstanceOf(StreamTickets.Issue.Issued.class);
            assertThat(services.refused()).isEmpty();
        }
    }
}
