package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.ShadowStoreContract;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

class PostgresShadowStoreTest extends ShadowStoreContract {

    private final Stores stores = TestPostgres.stores();
    private final ShadowStore shadows = new PostgresShadowStore(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    protected ShadowStore shadows() {
        return shadows;
    }

    @Override
    protected List<Event> recordedOf(DeviceKey device) {
        String sql = "select event from outbox where starts_with(order_key, ?) order by order_key, position";
        return TestPostgres.database().read("test", "outbox", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, "shadow/" + device.tenant() + "/");
                List<Event> events = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        events.add(EventJson.read(row.getString("event")).event());
                    }
                }
                return events;
            }
        });
    }
}
