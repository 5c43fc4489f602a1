package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps links and codes in memory. Thread-safe.
final class InMemoryChatLinks implements ChatLinks {

    private record Offer(ChatAccount account, Instant endsAt) {}

    private final Map<String, Offer> offers = new HashMap<>();
    private final Map<ChatAccount, ChatLink> links = new HashMap<>();

    @Override
    public synchronized void offer(LinkCode code, ChatAccount account, Instant endsAt) {
        offers.values().removeIf(offer -> offer.account().equals(account));
        offers.put(code.digest(), new Offer(account, endsAt));
    }

    @Override
    public synchronized Optional<ChatLink> redeem(LinkCode code, TenantId tenant, UserId user, Instant now) {
        Offer offer = offers.get(code.digest());
        if (offer == null || !now.isBefore(offer.endsAt())) {
            return Optional.empty();
        }
        offers.remove(code.digest());
        ChatLink link = new ChatLink(offer.account(), tenant, user, now);
        links.put(link.account(), link);
        return Optional.of(link);
    }

    @Override
    public synchronized Optional<ChatLink> find(ChatAccount account) {
        return Optional.ofNullable(links.get(account));
    }

    @Override
    public synchronized boolean end(ChatAccount account) {
        return links.remove(account) != null;
    }

    @Override
    public synchronized void endAll(TenantId tenant, UserId user) {
        links.values().removeIf(link -> link.tenant().equals(tenant) && link.user().equals(user));
    }
}
