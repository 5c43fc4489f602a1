package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Optional;

/// Where alerts are told. A place has one subscription of a tenant at most, and a tenant has [#MAX_OF_TENANT] at most.
///
/// Thread-safe. Reads see every write that has returned. A subscription is one item under its tenant and its place, in
/// which what the place's answers need does not count; it is stored with the subscription, as it was given last. Writes
/// are compare-and-set on its version and on when it was made: one that was ended and made again in the same place is
/// another, so that what was read of the first changes nothing of the second. Times are kept to the millisecond.
/// All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface SubscriptionStore {

    int MAX_OF_TENANT = 200;
    /// How long a board can be, as UTF-8. Whoever makes one sees to it.
    int MAX_BOARD_BYTES = 64 * 1024;
    /// How many devices a wish can name. Whoever makes one sees to it.
    int MAX_DEVICES = 1000;

    /// What became of a write.
    enum Written {
        DONE,
        /// Another version stands there, or none where one was to be replaced: nothing has changed.
        CONFLICT,
        /// The tenant has as many as it can have: nothing has changed.
        TOO_MANY
    }

    Optional<Subscription> find(TenantId tenant, ChatPlace place);

    /// All of a tenant, in whatever order.
    List<Subscription> list(TenantId tenant);

    /// Stores a subscription: a new one if its version is 1, else in place of the version before. The bound is kept but
    /// for what is stored at the very same moment. Where several things are in the way of a new one, another that stands
    /// there counts first.
    Written save(Subscription subscription);

    /// Ends a subscription, of whatever version.
    ///
    /// @return whether there was one
    boolean remove(TenantId tenant, ChatPlace place);
}
