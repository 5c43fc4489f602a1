package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.Optional;

/// The members of every tenant.
///
/// Thread-safe. Reads see every write that has returned. A member is one item under his key; edits are compare-and-set
/// on his version, and no version of an id comes a second time, not even after a removal. All methods throw
/// [StoreUnavailable] when the store cannot be reached in time.
public interface MemberStore {
    Optional<Member> find(TenantId tenant, UserId id);

    /// Members in ascending order of their ids.
    Page<Member> list(TenantId tenant, PageRequest page);

    /// Stores a member: in place of the one with his version, or, with the version [Member#NEW], where there is none,
    /// be it that one was removed. Does not touch when he was last seen.
    ///
    /// @return the member as he is now, with the version that he got; empty if another one stands there: then nothing
    /// has changed
    Optional<Member> save(Member member);

    /// Removes a member, if his version still is `version`.
    ///
    /// @return false if it is not, or he is gone: then nothing has changed
    boolean remove(TenantId tenant, UserId id, long version);

    /// Notes that somebody was seen. Where there never was a member of his id, he becomes one as he is here; of one who
    /// is there, [Member#lastSeenAt] moves forward, and nothing else; one who was removed stays removed.
    void seen(Member member);
}
