package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Keeps subscriptions in memory. Thread-safe.
final class InMemorySubscriptionStore implements SubscriptionStore {
    private final Map<TenantId, Map<ChatPlace, Subscription>> subscriptions = new HashMap<>();

    @Override
    public synchronized Optional<Subscription> find(TenantId tenant, ChatPlace place) {
        return Optional.ofNullable(of(tenant).get(key(place)));
    }

    @Override
    public synchronized List<Subscription> list(TenantId tenant) {
        return List.copyOf(of(tenant).values());
    }

    @Override
    public synchronized Written save(Subscription subscription) {
        Map<ChatPlace, Subscription> all = of(subscription.tenant());
        Subscription before = all.get(key(subscription.place()));
        if (!isNext(before, subscription)) {
            return Written.CONFLICT;
        }
        if (before == null && all.size() >= MAX_OF_TENANT) {
            return Written.TOO_MANY;
        }
        all.put(key(subscription.place()), subscription);
        return Written.DONE;
    }

    private static boolean isNext(@Nullable Subscription before, Subscription subscription) {
        return before == null ? subscription.version() == 1
                : subscription.version() == before.version() + 1
                        && subscription.createdAt().equals(before.createdAt());
    }

    @Override
    public synchronized boolean remove(TenantId tenant, ChatPlace place) {
        return of(tenant).remove(key(place)) != null;
    }

    private Map<ChatPlace, Subscription> of(TenantId tenant) {
        return subscriptions.computeIfAbsent(tenant, _ -> new HashMap<>());
    }

    private static ChatPlace key(ChatPlace place) {
        return new ChatPlace(place.channel(), place.workspace(), place.id(), place.thread(), null);
    }
}
