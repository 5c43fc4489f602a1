package io.lapwing.local.app.broker;

import io.lapwing.local.app.datadir.NodeId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Connected;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Disconnected;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionsTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ConnectionEvent> events = new ArrayList<>();
    private final Connections connections = new Connections("n:r", InstantSource.fixed(NOW), events::add);

    @Test
    void a_device_is_on_its_newest_connection_and_goes_with_its_last() {
        Connection first = opened("1");
        Connection second = opened("2");
        Connection third = opened("3");
        assertThat(connections.of(PUMP)).containsExactly(third, second, first);
        connections.closed(second);
        connections.closed(third);
        connections.closed(first);
        assertThat(connections.of(PUMP)).isEmpty();
        assertThat(events).containsExactly(on(first), on(second), on(third), on(first),
                new Disconnected(PUMP, first.name(), NOW));
    }

    @Test
    void what_was_never_opened_or_is_closed_already_says_nothing() {
        connections.closed(connections.next(PUMP, "1"));
        Connection open = opened("2");
        connections.closed(connections.next(PUMP, "3"));
        assertThat(connections.of(PUMP)).containsExactly(open);
        connections.closed(open);
        connections.closed(open);
        assertThat(events).containsExactly(on(open), new Disconnected(PUMP, open.name(), NOW));
    }

    @Test
    void connections_of_earlier_runs_of_the_node_are_over_and_no_others() {
        NodeId node = new NodeId("lapwing-1");
        BrokerRun before = new BrokerRun(node, NOW.minusSeconds(60));
        BrokerRun run = new BrokerRun(node, NOW);
        BrokerRun other = new BrokerRun(new NodeId("lapwing-2"), NOW.minusSeconds(60));
        assertThat(run.isOver(before.name() + ":1")).isTrue();
        assertThat(run.isOver(run.name() + ":1")).isFalse();
        assertThat(run.isOver(other.name() + ":1")).isFalse();
        assertThat(run.isOver("")).isFalse();
    }

    private Connection opened(String clientId) {
        Connection connection = connections.next(PUMP, clientId);
        connections.opened(connection);
        return connection;
    }

    private static Connected on(Connection connection) {
        return new Connected(PUMP, connection.name(), NOW);
    }
}
