package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// What is told of devices: the feed in a process's database, and the outbox on the way to it. No path shows them yet.
final class Announcements {

    /// Longer than what a killed process was about to tell is held back for it.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String OF_DEVICE = " where event::jsonb->>'tenant' = ? and event::jsonb->>'device' = ?";

    private final RunFile.Database database;

    private Announcements(RunFile.Database database) {
        this.database = database;
    }

    /// Of a process that runs; they can be read as long as its database does.
    static Announcements of(LapwingProcess process) {
        return new Announcements(RunFile.read(process.dataDir()).orElseThrow().database());
    }

    /// What was told of a device's alerts, in order, once all of it is told.
    List<String> alerts(DeviceKey device) {
        return all(device).stream().map(RecordedEvent::event).filter(AlertEvent.class::isInstance)
                .map(AlertEvent.class::cast).map(Announcements::words).toList();
    }

    private static String words(AlertEvent event) {
        return switch (event) {
            case AlertRaised _ -> "raised " + event.alert();
            case AlertCleared _ -> "cleared " + event.alert();
            case AlertCaredFor cared -> cared.deed() + " " + event.alert() + " by " + cared.actor();
        };
    }

    /// All that was told of a device, in order, once nothing of it is on its way.
    List<RecordedEvent> all(DeviceKey device) {
        within(PATIENCE, () -> assertThat(onTheirWay(device)).isEmpty());
        return told(device);
    }

    /// What has not been told yet.
    List<RecordedEvent> onTheirWay(DeviceKey device) {
        return events("select event from outbox" + OF_DEVICE + " order by order_key, position", device);
    }

    /// What somebody has taken to tell it.
    List<RecordedEvent> leased(DeviceKey device) {
        return events("select event from outbox" + OF_DEVICE + " and token is not null", device);
    }

    /// What has been told so far.
    List<RecordedEvent> told(DeviceKey device) {
        return events("select event from event_feed" + OF_DEVICE + " order by number", device);
    }

    private List<RecordedEvent> events(String sql, DeviceKey device) {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, device.tenant().value());
            statement.setString(2, device.device().value());
            List<RecordedEvent> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(EventJson.read(row.getString(1)));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// To the database. Closed by whoever asked for it.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
