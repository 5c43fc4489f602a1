package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.chat.Subscription.Wish;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.fixtures.Lookalikes;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.fixtures.SubscriptionBuilder;
import io.lapwing.sharedmodel.port.SubscriptionStore.Written;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aSubscription;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [SubscriptionStore] does.
public abstract class SubscriptionStoreContract {
    private static final Wish ANOTHER_WISH = new Wish(Severity.CRITICAL, "pump", null, Set.of());

    private final TenantId tenant = freshTenant();

    protected abstract SubscriptionStore subscriptions();

    private Subscription saved(Subscription subscription) {
        assertThat(subscriptions().save(subscription)).isEqualTo(Written.DONE);
        return subscription;
    }

    private Subscription saved(SubscriptionBuilder builder) {
        return saved(builder.of(tenant).build());
    }

    private Subscription found(Subscription subscription) {
        return subscriptions().find(subscription.tenant(), subscription.place()).orElseThrow();
    }

    private static ChatPlace teams(@Nullable String answer) {
        return new ChatPlace(Channel.TEAMS, "tenant!", "19:abc@thread.v2", "17", answer);
    }

    @Test
    void keeps_a_subscription_as_it_was_saved() {
        Wish wish = new Wish(Severity.CRITICAL, "Püмп 🚰", "Süd/東", Set.of(new DeviceId("a:b.c"), new DeviceId("d-1")));
        Subscription full = saved(aSubscription().by(new ChatAccount(Channel.TEAMS, "tenant!", "29:x"))
                .in(teams("https://example.org/ünï")).wishing(wish).speaking("ar-EG")
                .showing("{\"🥵\":[1e400,0.10,-0.0,\"\\u0000\",null],\"بوابة\":\"日本\"}").createdAt(T0.plusMillis(1)));
        Subscription plain = saved(aSubscription());

        assertThat(found(full)).isEqualTo(full);
        assertThat(found(plain)).isEqualTo(plain);
        assertThat(subscriptions().list(tenant)).containsExactlyInAnyOrder(full, plain);
    }

    @Test
    void keeps_the_largest_subscription() {
        Set<DeviceId> devices = IntStream.range(0, SubscriptionStore.MAX_DEVICES)
                .mapToObj(i -> new DeviceId("%064d".formatted(i))).collect(Collectors.toSet());
        String board = "\"" + "🚰ä日".repeat(SubscriptionStore.MAX_BOARD_BYTES / 9 - 1) + "\"";

        Subscription first = saved(aSubscription().wishing(new Wish(Severity.INFO, "t".repeat(64), null, devices))
                .showing(board));
        Subscription second = saved(first.showing(new JsonText(board.replace('ä', 'ö'))));

        assertThat(found(first)).isEqualTo(second);
    }

    @Test
    void knows_nothing_of_what_was_not_wished_for() {
        Subscription other = saved(aSubscription());

        assertThat(subscriptions().find(tenant, aSubscription().build().place())).isEmpty();
        assertThat(subscriptions().find(freshTenant(), other.place())).isEmpty();
        assertThat(subscriptions().list(freshTenant())).isEmpty();
    }

    @Test
    void replaces_the_version_before_only() {
        Subscription first = saved(aSubscription());
        Subscription second = saved(first.wishing(ANOTHER_WISH));

        assertThat(subscriptions().save(first)).isEqualTo(Written.CONFLICT);
        assertThat(subscriptions().save(first.showing(new JsonText("1")))).isEqualTo(Written.CONFLICT);
        assertThat(subscriptions().save(second.wishing(ANOTHER_WISH).showing(new JsonText("1"))))
                .isEqualTo(Written.CONFLICT);
        assertThat(found(first)).isEqualTo(second);
        Subscription third = saved(second.showing(new JsonText("[3]")));
        assertThat(found(first)).isEqualTo(third);
        assertThat(subscriptions().list(tenant)).containsExactly(third);
    }

    @Test
    void replaces_nothing_where_nothing_is() {
        Subscription never = aSubscription().of(tenant).build();

        assertThat(subscriptions().save(never.wishing(ANOTHER_WISH))).isEqualTo(Written.CONFLICT);

        assertThat(subscriptions().list(tenant)).isEmpty();
    }

    @Test
    void lets_one_of_several_changes_at_once_win() {
        Subscription first = saved(aSubscription());

        List<Written> results = Racing.race(8,
                i -> subscriptions().save(first.showing(new JsonText("" + i))));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        assertThat(found(first).board().json()).isEqualTo("" + results.indexOf(Written.DONE));
    }

    @Test
    void lets_one_of_several_new_ones_at_once_win() {
        ChatPlace place = aSubscription().build().place();

        List<Written> results = Racing.race(8, i -> subscriptions()
                .save(aSubscription().of(tenant).in(place).showing("" + i).build()));

        assertThat(results).containsOnly(Written.DONE, Written.CONFLICT).containsOnlyOnce(Written.DONE);
        assertThat(subscriptions().list(tenant)).singleElement().satisfies(
                winner -> assertThat(winner.board().json()).isEqualTo("" + results.indexOf(Written.DONE)));
    }

    @Test
    void ends_a_subscription_of_whatever_version() {
        Subscription first = saved(aSubscription());
        saved(first.wishing(ANOTHER_WISH));
        Subscription other = saved(aSubscription());

        assertThat(subscriptions().remove(freshTenant(), first.place())).isFalse();
        assertThat(subscriptions().remove(tenant, first.place())).isTrue();

        assertThat(subscriptions().find(tenant, first.place())).isEmpty();
        assertThat(subscriptions().list(tenant)).containsExactly(other);
        assertThat(subscriptions().remove(tenant, first.place())).isFalse();
    }

    @Test
    void ends_a_subscription_once_that_is_ended_by_many_at_once() {
        Subscription first = saved(aSubscription());

        List<Boolean> results = Racing.race(8, _ -> subscriptions().remove(tenant, first.place()));

        assertThat(results).containsOnlyOnce(true);
    }

    @Test
    void takes_no_subscription_for_its_predecessor_in_the_same_place() {
        Subscription before = saved(aSubscription());
        subscriptions().remove(tenant, before.place());
        assertThat(subscriptions().save(before.showing(new JsonText("1")))).isEqualTo(Written.CONFLICT);

        Subscription again = saved(aSubscription().in(before.place()).wishing(ANOTHER_WISH)
                .createdAt(T0.plusMillis(1)));

        assertThat(subscriptions().save(before.showing(new JsonText("1")))).isEqualTo(Written.CONFLICT);
        assertThat(found(before)).isEqualTo(again);
        Subscription next = saved(again.showing(new JsonText("2")));
        assertThat(found(before)).isEqualTo(next);
    }

    @Test
    void keeps_places_apart() {
        List<Subscription> all = Lookalikes.places(tenant.value()).stream().map(place -> saved(aSubscription()
                .in(place))).toList();

        assertThat(all).allSatisfy(subscription -> assertThat(found(subscription)).isEqualTo(subscription));
        assertThat(subscriptions().list(tenant)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(subscriptions().remove(tenant, all.getFirst().place())).isTrue();
        assertThat(subscriptions().list(tenant)).containsExactlyInAnyOrderElementsOf(all.subList(1, all.size()));
    }

    @Test
    void keeps_tenants_apart_in_the_same_place() {
        Subscription one = saved(aSubscription());
        Subscription other = saved(aSubscription().in(one.place()).of(freshTenant()).wishing(ANOTHER_WISH).build());

        assertThat(found(one)).isEqualTo(one);
        assertThat(found(other)).isEqualTo(other);
        assertThat(subscriptions().list(tenant)).containsExactly(one);
        assertThat(subscriptions().remove(tenant, one.place())).isTrue();
        assertThat(found(other)).isEqualTo(other);
    }

    @Test
    void remembers_how_a_place_was_to_be_answered_last() {
        Subscription first = saved(aSubscription().in(teams("https://example.org/1")));

        assertThat(subscriptions().find(tenant, teams(null))).contains(first);
        assertThat(subscriptions().save(aSubscription().of(tenant).in(teams(null)).build()))
                .isEqualTo(Written.CONFLICT);
        Subscription second = saved(new Subscription(tenant, teams("https://example.org/2"), first.subscriber(),
                first.wish(), first.language(), first.board(), first.createdAt(), 2));
        assertThat(subscriptions().find(tenant, teams("https://example.org/1"))).contains(second);
        assertThat(subscriptions().list(tenant)).containsExactly(second);
        assertThat(subscriptions().remove(tenant, teams(null))).isTrue();
    }

    @Test
    void bounds_how_many_a_tenant_has() {
        List<Subscription> all = new ArrayList<>();
        IntStream.range(0, SubscriptionStore.MAX_OF_TENANT).forEach(_ -> all.add(saved(aSubscription())));
        Subscription beyond = aSubscription().of(tenant).build();

        assertThat(subscriptions().save(beyond)).isEqualTo(Written.TOO_MANY);
        assertThat(subscriptions().find(tenant, beyond.place())).isEmpty();
        assertThat(subscriptions().save(all.getFirst())).isEqualTo(Written.CONFLICT);
        assertThat(subscriptions().list(tenant)).containsExactlyInAnyOrderElementsOf(all);
        saved(all.getFirst().wishing(ANOTHER_WISH));
        saved(aSubscription().of(freshTenant()).build());

        assertThat(subscriptions().remove(tenant, all.getFirst().place())).isTrue();
        saved(beyond);
        assertThat(subscriptions().save(aSubscription().of(tenant).build())).isEqualTo(Written.TOO_MANY);
    }

    @Test
    void lists_more_than_fits_into_one_answer() {
        String board = "\"" + "x".repeat(SubscriptionStore.MAX_BOARD_BYTES - 2) + "\"";
        List<Subscription> all = IntStream.range(0, 40)
                .mapToObj(_ -> saved(aSubscription().showing(board))).toList();

        assertThat(subscriptions().list(tenant)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(subscriptions().save(all.getFirst())).isEqualTo(Written.CONFLICT);
    }
}
