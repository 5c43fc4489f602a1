package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// What every [AppUpdates] does.
public abstract class AppUpdatesContract {

    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Duration DELIVERY = Duration.ofSeconds(10);

    /// The adapter under test.
    protected abstract AppUpdates updates();

    /// Lets an app listen in a tenant from now on.
    protected abstract void listen(TenantId tenant, Set<LiveKind> kinds);

    /// What apps of a tenant were told, in the order that it came for each device and kind.
    protected abstract List<AppUpdate> told(TenantId tenant);

    private static AppUpdate update(TenantId tenant, String device, LiveKind kind, String json) {
        return new AppUpdate(tenant, kind, device, new JsonText(json));
    }

    private void assertTold(TenantId tenant, List<AppUpdate> expected) {
        within(DELIVERY, () -> assertThat(told(tenant)).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void wants_nothing_where_nobody_listens() {
        listen(freshTenant(), Set.of(LiveKind.values()));

        assertThat(updates().wanted(freshTenant())).isEmpty();
    }

    @Test
    void wants_what_somebody_listens_to_within_two_seconds() {
        TenantId tenant = freshTenant();
        assertThat(updates().wanted(tenant)).isEmpty();

        listen(tenant, Set.of(LiveKind.READINGS));
        listen(tenant, Set.of(LiveKind.ALERTS, LiveKind.PRESENCE));

        within(NOTICE, () -> assertThat(updates().wanted(tenant)).containsExactlyInAnyOrder(LiveKind.READINGS,
                LiveKind.ALERTS, LiveKind.PRESENCE));
    }

    @ParameterizedTest
    @EnumSource
    void tells_apps_of_each_kind(LiveKind kind) {
        TenantId tenant = freshTenant();
        listen(tenant, Set.of(kind));
        List<AppUpdate> sent = List.of(update(tenant, "hall-2:pump.1", kind, "{\"a\":\"日本 \\\"🚰\\\"\"}"),
                update(tenant, "pump_2", kind, "{\"b\":[1,null]}"));

        updates().send(sent);

        assertTold(tenant, sent);
    }

    @Test
    void tells_each_tenant_its_own() {
        TenantId one = freshTenant();
        TenantId other = freshTenant();
        listen(one, Set.of(LiveKind.ALERTS));
        listen(other, Set.of(LiveKind.ALERTS));
        AppUpdate ofOne = update(one, "pump-1", LiveKind.ALERTS, "{\"n\":1}");
        AppUpdate ofOther = update(other, "pump-1", LiveKind.ALERTS, "{\"n\":2}");

        updates().send(List.of(ofOne, ofOther));

        assertTold(one, List.of(ofOne));
        assertTold(other, List.of(ofOther));
    }

    @Test
    void tells_of_a_device_in_order() {
        TenantId tenant = freshTenant();
        listen(tenant, Set.of(LiveKind.READINGS));
        List<AppUpdate> sent = IntStream.range(0, 50)
                .mapToObj(i -> update(tenant, "pump-1", LiveKind.READINGS, "{\"n\":" + i + "}")).toList();

        sent.forEach(update -> updates().send(List.of(update)));

        within(DELIVERY, () -> assertThat(told(tenant)).isEqualTo(sent));
    }

    @Test
    void takes_nothing_to_send() {
        assertThatCode(() -> updates().send(List.of())).doesNotThrowAnyException();
    }

    @Test
    void takes_more_than_can_be_sent_without_failing() {
        TenantId tenant = freshTenant();
        listen(tenant, Set.of(LiveKind.READINGS));
        List<AppUpdate> flood = new ArrayList<>();
        IntStream.range(0, 20_000).forEach(i -> flood.add(update(tenant, "pump-1", LiveKind.READINGS, "{}")));

        assertThatCode(() -> updates().send(flood)).doesNotThrowAnyException();

        within(DELIVERY, () -> assertThat(told(tenant)).isNotEmpty());
    }
}
