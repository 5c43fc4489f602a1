package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.ChatLinksContract;

class InMemoryChatLinksTest extends ChatLinksContract {
    private final ChatLinks links = new InMemoryStores().links();

    @Override
    protected ChatLinks links() {
        return links;
    }
}
