package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.port.AppUpdatesContract;

import java.util.List;
import java.util.Set;

class RecordedUpdatesTest extends AppUpdatesContract {

    private final RecordedUpdates updates = new RecordedUpdates();

    @Override
    protected AppUpdates updates() {
        return updates;
    }

    @Override
    protected void listen(TenantId tenant, Set<LiveKind> kinds) {
        updates.listen(tenant, kinds);
    }

    @Override
    protected List<AppUpdate> told(TenantId tenant) {
        return updates.all().stream().filter(update -> update.tenant().equals(tenant)).toList();
    }
}
