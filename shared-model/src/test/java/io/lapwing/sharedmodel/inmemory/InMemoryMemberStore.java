package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.MemberStore;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// Keeps members in memory. Thread-safe.
final class InMemoryMemberStore implements MemberStore {
    private final Map<TenantId, NavigableMap<String, Member>> members = new HashMap<>();
    /// The last version of those who were removed.
    private final Map<TenantId, Map<String, Long>> removed = new HashMap<>();

    @Override
    public synchronized Optional<Member> find(TenantId tenant, UserId id) {
        return Optional.ofNullable(of(tenant).get(id.value()));
    }

    @Override
    public synchronized Page<Member> list(TenantId tenant, PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        List<Member> ahead = of(tenant).tailMap(after, false).values().stream().limit(page.limit() + 1L).toList();
        if (ahead.size() <= page.limit()) {
            return new Page<>(ahead, null);
        }
        List<Member> items = ahead.subList(0, page.limit());
        return new Page<>(items, items.getLast().id().value());
    }

    @Override
    public synchronized Optional<Member> save(Member member) {
        Member old = of(member.tenant()).get(member.id().value());
        if ((old == null ? Member.NEW : old.version()) != member.version()) {
            return Optional.empty();
        }
        long before = old == null ? versionRemoved(member) : old.version();
        return Optional.of(put(member, old == null ? null : old.lastSeenAt(), before + 1));
    }

    private long versionRemoved(Member member) {
        return removed.getOrDefault(member.tenant(), Map.of()).getOrDefault(member.id().value(), 0L);
    }

    private Member put(Member member, @Nullable Instant lastSeenAt, long version) {
        Member stored = new Member(member.tenant(), member.id(), member.name(), member.roles(), member.createdAt(),
                member.updatedAt(), lastSeenAt, version);
        of(member.tenant()).put(member.id().value(), stored);
        return stored;
    }

    @Override
    public synchronized boolean remove(TenantId tenant, UserId id, long version) {
        Member member = of(tenant).get(id.value());
        if (member == null || member.version() != version) {
            return false;
        }
        of(tenant).remove(id.value());
        removed.computeIfAbsent(tenant, _ -> new HashMap<>()).put(id.value(), version);
        return true;
    }

    @Override
    public synchronized void seen(Member member) {
        Member old = of(member.tenant()).get(member.id().value());
        if (old == null && versionRemoved(member) == 0) {
            put(member, member.lastSeenAt(), 1);
        } else if (old != null && isLater(member.lastSeenAt(), old.lastSeenAt())) {
            put(old, member.lastSeenAt(), old.version());
        }
    }

    private static boolean isLater(@Nullable Instant a, @Nullable Instant b) {
        return a != null && (b == null || a.isAfter(b));
    }

    private NavigableMap<String, Member> of(TenantId tenant) {
        return members.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }
}
