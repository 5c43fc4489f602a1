package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;

import java.time.Instant;
import java.util.Optional;

/// Whose the accounts on chat platforms are. An account is at most one member's; a member can have many.
///
/// Thread-safe. Reads see every write that has returned. Codes are kept as digests, and forgotten some time after their
/// end. Times are kept to the millisecond. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface ChatLinks {

    /// Remembers a code that was given to an account. An earlier one of the account holds no more. Two accounts are not
    /// given the same code; if they are, it is the later one's.
    ///
    /// @param endsAt the first moment at which it holds no more
    void offer(LinkCode code, ChatAccount account, Instant endsAt);

    /// Makes the account that was given a code a member's, in place of whose it was; the code holds no more. Of many who
    /// redeem a code at once, one does.
    ///
    /// @param now when it is redeemed, and since when the account is linked
    /// @return the link; empty if nobody was given that code, it was redeemed before, or its time has ended by `now`
    Optional<ChatLink> redeem(LinkCode code, TenantId tenant, UserId user, Instant now);

    Optional<ChatLink> find(ChatAccount account);

    /// Ends the link of an account. A code that it was given still holds.
    ///
    /// @return whether it had one
    boolean end(ChatAccount account);

    /// Ends all links of a member, but for one that is made at the very same moment. Who has none is left in peace; an
    /// account that has become somebody else's stays his. If it throws, some may have ended: call it again.
    void endAll(TenantId tenant, UserId user);
}
