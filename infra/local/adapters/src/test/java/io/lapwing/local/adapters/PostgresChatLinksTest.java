package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.ChatLinksContract;

class PostgresChatLinksTest extends ChatLinksContract {
    private final ChatLinks links = new PostgresChatLinks(TestPostgres.database());

    @Override
    protected ChatLinks links() {
        return links;
    }
}
