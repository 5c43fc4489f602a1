package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.ReadinessContract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbReadinessTest extends ReadinessContract {

    /// Takes connections, and says nothing.
    private ServerSocket silent;
    private DynamoDbClient client;

    @BeforeEach
    void open() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = TestDynamoDb.clientOf(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        silent.close();
    }

    @Override
    protected Readiness ready() {
        return new DynamoDbReadiness(TestDynamoDb.shared().database());
    }

    @Override
    protected Readiness unready() {
        return new DynamoDbReadiness(new DynamoDatabase(client, new DynamoDbTables("registry", "readings")));
    }

    @Test
    void is_not_ready_without_a_table() {
        DynamoDbTables tables = TestDynamoDb.shared().freshTables();

        Readiness readiness = new DynamoDbReadiness(new DynamoDatabase(TestDynamoDb.shared().client(),
                new DynamoDbTables(tables.registry(), "no-such-table")));

        assertThat(readiness.components()).containsEntry("database", false);
    }
}
