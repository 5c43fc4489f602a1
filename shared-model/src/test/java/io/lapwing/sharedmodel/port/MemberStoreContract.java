package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [MemberStore] does.
public abstract class MemberStoreContract {
    private static final Instant LATER = T0.plusSeconds(3600);
    private static final UserId ALICE = new UserId("auth0|alice@example.org");

    private final TenantId tenant = freshTenant();

    protected abstract MemberStore members();

    private Member entered(String id) {
        return members().save(Member.entered(tenant, new UserId(id), "Name of " + id, Set.of(Role.VIEWER), T0))
                .orElseThrow();
    }

    private Member alice() {
        return members().find(tenant, ALICE).orElseThrow();
    }

    private static Member seenAt(TenantId tenant, Instant now) {
        return Member.firstSeen(tenant, ALICE, "Alice", Set.of(Role.OPERATOR), now);
    }

    private void removed() {
        assertThat(members().remove(tenant, ALICE, alice().version())).isTrue();
    }

    @Test
    void keeps_a_member_as_he_was_entered() {
        UserId id = new UserId("Ünï cödé/%2F 日本 🥵");
        Member entered = Member.entered(tenant, id, "Älice 🥵", Set.of(Role.VIEWER, Role.ADMIN), T0.plusMillis(1));

        Member stored = members().save(entered).orElseThrow();

        assertThat(stored.version()).isPositive();
        assertThat(stored).usingRecursiveComparison().ignoringFields("version").isEqualTo(entered);
        assertThat(members().find(tenant, id)).contains(stored);
        assertThat(members().find(freshTenant(), id)).isEmpty();
    }

    @Test
    void keeps_a_member_without_any_role() {
        Member stored = members().save(Member.entered(tenant, ALICE, "Alice", Set.of(), T0)).orElseThrow();

        assertThat(alice()).isEqualTo(stored);
        assertThat(alice().roles()).isEmpty();
    }

    @Test
    void enters_nobody_who_is_there() {
        Member stored = entered(ALICE.value());

        assertThat(members().save(Member.entered(tenant, ALICE, "Other", Set.of(Role.ADMIN), LATER))).isEmpty();
        assertThat(alice()).isEqualTo(stored);
    }

    @Test
    void changes_a_member_of_the_version_that_was_read_only() {
        Member stored = entered(ALICE.value());

        Member changed = members().save(stored.changedTo("Alicia", Set.of(Role.ADMIN), LATER)).orElseThrow();

        assertThat(changed.version()).isGreaterThan(stored.version());
        assertThat(changed).usingRecursiveComparison().ignoringFields("version")
                .isEqualTo(stored.changedTo("Alicia", Set.of(Role.ADMIN), LATER));
        assertThat(members().save(stored.changedTo("Stale", Set.of(), LATER))).isEmpty();
        assertThat(alice()).isEqualTo(changed);
    }

    @Test
    void lets_one_of_several_edits_at_once_win() {
        Member stored = entered(ALICE.value());

        List<Optional<Member>> edits = Racing.race(8,
                i -> members().save(stored.changedTo("Edit " + i, Set.of(), LATER)));

        assertThat(edits.stream().flatMap(Optional::stream).toList()).singleElement().isEqualTo(alice());
    }

    @Test
    void lets_one_of_several_entries_at_once_win() {
        List<Optional<Member>> entries = Racing.race(8,
                i -> members().save(Member.entered(tenant, ALICE, "Entry " + i, Set.of(), T0)));

        assertThat(entries.stream().flatMap(Optional::stream).toList()).singleElement().isEqualTo(alice());
    }

    @Test
    void removes_a_member_of_the_version_that_was_read_only() {
        Member stored = entered(ALICE.value());

        assertThat(members().remove(tenant, ALICE, stored.version() + 1)).isFalse();
        assertThat(members().remove(freshTenant(), ALICE, stored.version())).isFalse();
        assertThat(alice()).isEqualTo(stored);
        assertThat(members().remove(tenant, ALICE, stored.version())).isTrue();
        assertThat(members().find(tenant, ALICE)).isEmpty();
        assertThat(members().remove(tenant, ALICE, stored.version())).isFalse();
        assertThat(members().save(stored.changedTo("Ghost", Set.of(), LATER))).isEmpty();
    }

    @Test
    void takes_nobody_for_a_predecessor_of_his_id() {
        Member before = entered(ALICE.value());
        removed();

        Member again = members().save(Member.entered(tenant, ALICE, "Alice again", Set.of(Role.ADMIN), LATER))
                .orElseThrow();

        assertThat(again.version()).isGreaterThan(before.version());
        assertThat(again.createdAt()).isEqualTo(LATER);
        assertThat(again.lastSeenAt()).isNull();
        assertThat(alice()).isEqualTo(again);
        assertThat(members().remove(tenant, ALICE, before.version())).isFalse();
    }

    @Test
    void makes_a_member_of_who_is_seen_for_the_first_time() {
        members().seen(seenAt(tenant, T0));

        assertThat(alice()).usingRecursiveComparison().ignoringFields("version").isEqualTo(seenAt(tenant, T0));
        assertThat(alice().version()).isPositive();
    }

    @Test
    void only_notes_when_a_member_was_seen_again() {
        members().seen(seenAt(tenant, T0));
        Member edited = members().save(alice().changedTo("Alicia", Set.of(Role.ADMIN), LATER)).orElseThrow();

        members().seen(seenAt(tenant, LATER));

        Member seen = alice();
        assertThat(seen.lastSeenAt()).isEqualTo(LATER);
        assertThat(seen).usingRecursiveComparison().ignoringFields("lastSeenAt").isEqualTo(edited);
        members().seen(seenAt(tenant, T0));
        assertThat(alice()).isEqualTo(seen);
    }

    @Test
    void notes_that_one_who_was_entered_showed_up() {
        Member stored = entered(ALICE.value());

        members().seen(seenAt(tenant, LATER));

        assertThat(alice().lastSeenAt()).isEqualTo(LATER);
        assertThat(alice().name()).isEqualTo(stored.name());
    }

    @Test
    void does_not_lose_a_sighting_to_an_edit_of_what_was_read_before_it() {
        Member read = entered(ALICE.value());
        members().seen(seenAt(tenant, LATER));

        Member changed = members().save(read.changedTo("Alicia", Set.of(), LATER)).orElseThrow();

        assertThat(changed.lastSeenAt()).isEqualTo(LATER);
        assertThat(alice()).isEqualTo(changed);
    }

    @Test
    void keeps_out_who_was_removed_until_somebody_enters_him_again() {
        members().seen(seenAt(tenant, T0));
        removed();

        members().seen(seenAt(tenant, LATER));

        assertThat(members().find(tenant, ALICE)).isEmpty();
        assertThat(Pages.all(page -> members().list(tenant, page))).isEmpty();
        Member back = entered(ALICE.value());
        members().seen(seenAt(tenant, LATER));
        assertThat(alice()).usingRecursiveComparison().ignoringFields("lastSeenAt").isEqualTo(back);
        assertThat(alice().lastSeenAt()).isEqualTo(LATER);
    }

    @Test
    void makes_one_member_of_who_is_seen_by_many_at_once() {
        Racing.race(8, i -> {
            members().seen(seenAt(tenant, T0.plus(Duration.ofMillis(i))));
            return i;
        });

        assertThat(Pages.all(page -> members().list(tenant, page))).singleElement()
                .satisfies(member -> assertThat(member.lastSeenAt()).isEqualTo(T0.plusMillis(7)));
    }

    @Test
    void lists_the_members_of_a_tenant_in_the_order_of_their_ids() {
        for (int i = 0; i < 30; i++) {
            entered("user-" + i * 7 % 30);
        }
        for (int i = 40; i < 60; i++) {
            Member gone = entered("user-" + i);
            members().remove(tenant, gone.id(), gone.version());
        }
        members().seen(seenAt(freshTenant(), T0));

        List<String> ids = Pages.all(page -> members().list(tenant, page), 7).stream()
                .map(member -> member.id().value()).toList();

        assertThat(ids).hasSize(30).isSorted().startsWith("user-0", "user-1", "user-10").endsWith("user-9");
    }
}
