package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.RuleStoreContract;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

class PostgresRuleStoreTest extends RuleStoreContract {

    private static final String OUTBOX = """
            select event from outbox where starts_with(order_key, ?) order by order_key, position
            """;

    private final PostgresDatabase database = TestPostgres.database();
    private final RuleStore rules = new PostgresRuleStore(database);

    @Override
    protected RuleStore rules() {
        return rules;
    }

    @Override
    protected List<RecordedEvent> outbox(TenantId tenant) {
        return database.read("outbox", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OUTBOX)) {
                Columns.set(statement, "rule/" + tenant + "/");
                List<RecordedEvent> events = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        events.add(EventJson.read(row.getString("event")));
                    }
                }
                return events;
            }
        });
    }
}
