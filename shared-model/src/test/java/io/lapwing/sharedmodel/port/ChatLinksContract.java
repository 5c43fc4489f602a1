package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Lookalikes;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.member.UserId;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [ChatLinks] does.
public abstract class ChatLinksContract {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final UserId ALICE = new UserId("auth0|Älice/%2F#日本 🥵");
    private static final UserId BOB = new UserId("bob");

    private final Instant start = now();
    private final TenantId tenant = freshTenant();

    protected abstract ChatLinks links();

    private LinkCode offered(ChatAccount account) {
        LinkCode code = LinkCode.draw(RANDOM);
        links().offer(code, account, start.plus(LIFE));
        return code;
    }

    private Optional<ChatLink> redeemed(LinkCode code, UserId user) {
        return links().redeem(code, tenant, user, start);
    }

    private ChatLink linked(ChatAccount account, UserId user) {
        return redeemed(offered(account), user).orElseThrow();
    }

    @Test
    void makes_an_account_a_members() {
        ChatAccount account = freshAccount();
        LinkCode code = offered(account);
        assertThat(links().find(account)).isEmpty();

        Optional<ChatLink> link = links().redeem(code, tenant, ALICE, start.plusMillis(1));

        assertThat(link).contains(new ChatLink(account, tenant, ALICE, start.plusMillis(1)));
        assertThat(links().find(account)).isEqualTo(link);
    }

    @Test
    void knows_no_code_that_nobody_was_given() {
        assertThat(redeemed(LinkCode.draw(RANDOM), ALICE)).isEmpty();
    }

    @Test
    void takes_a_code_once() {
        ChatAccount account = freshAccount();
        LinkCode code = offered(account);
        Optional<ChatLink> link = redeemed(code, ALICE);

        assertThat(redeemed(code, ALICE)).isEmpty();
        assertThat(redeemed(code, BOB)).isEmpty();
        assertThat(links().find(account)).isEqualTo(link);
        assertThat(links().end(account)).isTrue();
        assertThat(redeemed(code, ALICE)).isEmpty();
    }

    @Test
    void lets_one_of_twenty_have_a_code() {
        ChatAccount account = freshAccount();
        LinkCode code = offered(account);

        List<Optional<ChatLink>> results = Racing.race(20, i -> redeemed(code, new UserId("user-" + i)));

        assertThat(results.stream().flatMap(Optional::stream).toList()).singleElement()
                .isEqualTo(links().find(account).orElseThrow());
    }

    @Test
    void takes_a_code_until_its_time_ends() {
        ChatAccount account = freshAccount();
        Instant end = start.plus(LIFE);

        assertThat(links().redeem(offered(account), tenant, ALICE, end)).isEmpty();
        assertThat(links().redeem(offered(account), tenant, ALICE, end.plusSeconds(1))).isEmpty();
        assertThat(links().find(account)).isEmpty();
        assertThat(links().redeem(offered(account), tenant, ALICE, end.minusMillis(1))).isPresent();
    }

    @Test
    void takes_the_last_code_of_an_account_only() {
        ChatAccount account = freshAccount();
        LinkCode first = offered(account);
        LinkCode second = offered(account);

        assertThat(redeemed(first, BOB)).isEmpty();
        assertThat(links().find(account)).isEmpty();
        assertThat(redeemed(second, ALICE)).contains(links().find(account).orElseThrow());
        assertThat(redeemed(first, BOB)).isEmpty();
    }

    @Test
    void takes_one_of_the_codes_that_an_account_is_given_at_once() {
        ChatAccount account = freshAccount();

        List<LinkCode> codes = Racing.race(8, _ -> offered(account));

        assertThat(codes.stream().map(code -> redeemed(code, ALICE)).flatMap(Optional::stream).toList()).hasSize(1);
    }

    @Test
    void gives_the_same_code_to_who_was_given_it_last() {
        ChatAccount first = freshAccount();
        ChatAccount second = freshAccount();
        LinkCode code = offered(first);
        links().offer(code, second, start.plus(LIFE));

        assertThat(redeemed(code, ALICE)).map(ChatLink::account).contains(second);
        assertThat(redeemed(code, ALICE)).isEmpty();
        assertThat(links().find(first)).isEmpty();
        assertThat(linked(first, BOB)).isEqualTo(links().find(first).orElseThrow());
    }

    @Test
    void offers_a_code_again() {
        ChatAccount account = freshAccount();
        LinkCode code = LinkCode.draw(RANDOM);
        links().offer(code, account, start);
        assertThat(redeemed(code, ALICE)).isEmpty();

        links().offer(code, account, start.plus(LIFE));

        assertThat(redeemed(code, ALICE)).isPresent();
        links().offer(code, account, start.plus(LIFE));
        assertThat(redeemed(code, BOB)).isPresent();
    }

    @Test
    void makes_an_account_somebody_elses() {
        ChatAccount account = freshAccount();
        linked(account, ALICE);

        ChatLink link = links().redeem(offered(account), tenant, BOB, start.plusSeconds(1)).orElseThrow();

        assertThat(links().find(account)).contains(link);
        links().endAll(tenant, ALICE);
        assertThat(links().find(account)).contains(link);
        links().endAll(tenant, BOB);
        assertThat(links().find(account)).isEmpty();
    }

    @Test
    void makes_an_account_a_members_of_another_tenant() {
        ChatAccount account = freshAccount();
        TenantId other = freshTenant();
        linked(account, ALICE);

        ChatLink link = links().redeem(offered(account), other, ALICE, start).orElseThrow();

        links().endAll(tenant, ALICE);
        assertThat(links().find(account)).contains(link);
        links().endAll(other, ALICE);
        assertThat(links().find(account)).isEmpty();
    }

    @Test
    void links_an_account_again() {
        ChatAccount account = freshAccount();
        linked(account, ALICE);

        ChatLink again = links().redeem(offered(account), tenant, ALICE, start.plusSeconds(1)).orElseThrow();

        assertThat(links().find(account)).contains(again);
        assertThat(again.linkedAt()).isEqualTo(start.plusSeconds(1));
        links().endAll(tenant, ALICE);
        assertThat(links().find(account)).isEmpty();
    }

    @Test
    void ends_a_link() {
        ChatAccount account = freshAccount();
        assertThat(links().end(account)).isFalse();
        linked(account, ALICE);

        assertThat(links().end(account)).isTrue();

        assertThat(links().find(account)).isEmpty();
        assertThat(links().end(account)).isFalse();
        ChatLink again = linked(account, BOB);
        links().endAll(tenant, ALICE);
        assertThat(links().find(account)).contains(again);
    }

    @Test
    void ends_a_link_once_that_is_ended_by_many_at_once() {
        ChatAccount account = freshAccount();
        linked(account, ALICE);

        List<Boolean> results = Racing.race(8, _ -> links().end(account));

        assertThat(results).containsOnlyOnce(true);
    }

    @Test
    void lets_a_code_hold_when_a_link_ends() {
        ChatAccount account = freshAccount();
        linked(account, ALICE);
        LinkCode code = offered(account);

        links().end(account);

        assertThat(redeemed(code, ALICE)).isPresent();
    }

    @Test
    void ends_all_links_of_a_member_and_of_nobody_else() {
        List<ChatAccount> his = IntStream.range(0, 130).mapToObj(_ -> linked(freshAccount(), ALICE).account())
                .toList();
        ChatLink of = linked(freshAccount(), BOB);
        ChatLink elsewhere = links().redeem(offered(freshAccount()), freshTenant(), ALICE, start).orElseThrow();

        links().endAll(tenant, ALICE);

        assertThat(his).allSatisfy(account -> assertThat(links().find(account)).isEmpty());
        assertThat(links().find(of.account())).contains(of);
        assertThat(links().find(elsewhere.account())).contains(elsewhere);
        links().endAll(tenant, ALICE);
        assertThat(linked(his.getFirst(), ALICE)).isEqualTo(links().find(his.getFirst()).orElseThrow());
    }

    @Test
    void makes_an_account_one_members_when_several_codes_race() {
        ChatAccount account = freshAccount();

        List<Optional<ChatLink>> results = Racing.race(8, i -> redeemed(offered(account), new UserId("user-" + i)));

        assertThat(results.stream().flatMap(Optional::stream)).contains(links().find(account).orElseThrow());
        UserId owner = links().find(account).orElseThrow().user();
        IntStream.range(0, 8).mapToObj(i -> new UserId("user-" + i)).filter(user -> !Objects.equals(user, owner))
                .forEach(user -> links().endAll(tenant, user));
        assertThat(links().find(account)).map(ChatLink::user).contains(owner);
        links().endAll(tenant, owner);
        assertThat(links().find(account)).isEmpty();
    }

    @Test
    void keeps_accounts_apart() {
        List<ChatAccount> accounts = Lookalikes.accounts(freshAccount().workspace());
        List<LinkCode> codes = accounts.stream().map(this::offered).toList();
        for (int i = 0; i < accounts.size(); i++) {
            assertThat(redeemed(codes.get(i), new UserId("user-" + i))).isPresent();
        }

        for (int i = 0; i < accounts.size(); i++) {
            assertThat(links().find(accounts.get(i))).map(ChatLink::user).contains(new UserId("user-" + i));
            links().endAll(tenant, new UserId("user-" + i));
            assertThat(links().find(accounts.get(i))).isEmpty();
        }
    }
}
