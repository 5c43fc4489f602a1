package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.AlertBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [AlertStore] does.
public abstract class AlertStoreContract implements WatchTests {

    private static final Care ACKNOWLEDGED = new Care("user:Zoë 🚰", T0.plusMillis(1), null);

    private static RecordedEvent told(Alert alert) {
        return new RecordedEvent(new AlertCaredFor(alert.device(), alert.id(), Deed.ACKNOWLEDGED, "user:zoë",
                alert.version()), T0, null);
    }

    private List<RecordedEvent> events(Alert alert) {
        return outbox("alert/" + alert.device().tenant() + "/" + alert.id());
    }

    private List<Alert> list(TenantId tenant, AlertFilter filter, int limit) {
        return Pages.all(page -> stores().alerts().list(tenant, filter, page), limit);
    }

    private static AlertFilter filter(@Nullable Boolean open, @Nullable Severity severity, @Nullable String device,
            @Nullable String site, @Nullable String rule) {
        return new AlertFilter(open, severity, device == null ? null : new DeviceId(device), site,
                rule == null ? null : new RuleId(rule));
    }

    @Test
    void keeps_all_that_an_alert_says() {
        DeviceKey pump = registered();
        Alert open = raised(pump, anAlert().byRule("r_1-A").withSeverity(Severity.CRITICAL).withValue(-0.125)
                .saying("\"t\" is 3 °C, 零下 🥶"));
        Alert over = raised(pump, anAlert().raisedAt(T0.plusMillis(1)).clearedAt(T0.plusMillis(2)).withValue(null));

        assertThat(alert(open)).isEqualTo(open);
        assertThat(alert(over)).isEqualTo(over);
        assertThat(alerts(pump.tenant())).containsExactly(over, open);
    }

    @Test
    void knows_no_alert_of_another_tenant_nor_one_that_never_was() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());

        assertThat(stores().alerts().find(freshTenant(), alert.id())).isEmpty();
        assertThat(stores().alerts().find(pump.tenant(), AlertId.of(999_999_999_999_999_999L))).isEmpty();
        assertThat(alerts(freshTenant())).isEmpty();
    }

    @Test
    void lists_the_newest_first_page_by_page() {
        DeviceKey pump = registered();
        List<Alert> alerts = IntStream.range(0, 12)
                .mapToObj(i -> raised(pump, anAlert().raisedAt(T0.minusSeconds(i)).byRule("r" + i))).toList();

        assertThat(list(pump.tenant(), AlertFilter.ALL, 5)).isEqualTo(alerts.reversed());
        assertThat(list(pump.tenant(), AlertFilter.ALL, 1)).isEqualTo(alerts.reversed());
        assertThat(stores().alerts().list(pump.tenant(), AlertFilter.ALL, PageRequest.first(13)).next()).isNull();
    }

    @Test
    void stays_stable_while_alerts_come_in() {
        DeviceKey pump = registered();
        Alert oldest = raised(pump, anAlert());
        Alert middle = raised(pump, anAlert());
        Alert newest = raised(pump, anAlert());
        Page<Alert> first = stores().alerts().list(pump.tenant(), AlertFilter.ALL, PageRequest.first(1));

        raised(pump, anAlert());

        assertThat(first.items()).containsExactly(newest);
        assertThat(Pages.from(page -> stores().alerts().list(pump.tenant(), AlertFilter.ALL, page), 1, first.next()))
                .containsExactly(middle, oldest);
    }

    @Test
    void filters_by_each_part_and_by_all() {
        TenantId tenant = freshTenant();
        DeviceKey north = registered(aDevice().in(tenant).withId("n").withSite("north"));
        DeviceKey south = registered(aDevice().in(tenant).withId("s").withSite("south"));
        DeviceKey nowhere = registered(aDevice().in(tenant).withId("x").withSite(null));
        Alert a = raised(north, anAlert().byRule("r1").withSeverity(Severity.INFO));
        Alert b = raised(south, anAlert().byRule("r1").withSeverity(Severity.CRITICAL).clearedAt(T0));
        Alert c = raised(north, anAlert().byRule("r2").withSeverity(Severity.CRITICAL));
        Alert d = raised(nowhere, anAlert().byRule("r1").withSeverity(Severity.INFO).clearedAt(T0));

        assertThat(list(tenant, filter(true, null, null, null, null), 1)).containsExactly(c, a);
        assertThat(list(tenant, filter(false, null, null, null, null), 1)).containsExactly(d, b);
        assertThat(list(tenant, filter(null, Severity.CRITICAL, null, null, null), 1)).containsExactly(c, b);
        assertThat(list(tenant, filter(null, null, "n", null, null), 1)).containsExactly(c, a);
        assertThat(list(tenant, filter(null, null, null, "north", null), 1)).containsExactly(c, a);
        assertThat(list(tenant, filter(null, null, null, null, "r1"), 2)).containsExactly(d, b, a);
        assertThat(list(tenant, filter(true, Severity.CRITICAL, "n", "north", "r2"), 2)).containsExactly(c);
        assertThat(list(tenant, filter(false, Severity.CRITICAL, "n", "north", "r2"), 2)).isEmpty();
        assertThat(list(tenant, filter(null, null, "nobody", null, null), 2)).isEmpty();
        assertThat(list(freshTenant(), filter(null, null, "n", null, "r1"), 2)).isEmpty();
    }

    @Test
    void finds_the_alerts_of_a_site_where_their_devices_are_now() {
        TenantId tenant = freshTenant();
        DeviceKey pump = registered(aDevice().in(tenant).withId("p").withSite("north"));
        Alert alert = raised(pump, anAlert());

        stores().registry().update(device(pump).changedTo(aDevice().withSite("south").profile(), T0));

        assertThat(list(tenant, filter(null, null, null, "north", null), 5)).isEmpty();
        assertThat(list(tenant, filter(null, null, null, "south", null), 5)).containsExactly(alert);
    }

    @Test
    void lists_an_alert_where_it_belongs_once_it_is_over() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());

        cleared(pump, alert.id(), T0.plusSeconds(1));

        assertThat(list(pump.tenant(), filter(true, null, null, null, null), 5)).isEmpty();
        assertThat(list(pump.tenant(), filter(false, null, null, null, null), 5))
                .containsExactly(alert.clearedAt(T0.plusSeconds(1)));
    }

    @Test
    void replaces_what_people_did_and_nothing_else() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());
        Alert acknowledged = alert.caredFor(ACKNOWLEDGED);
        Alert forged = new Alert(alert.id(), pump, new RuleId("other"), Severity.INFO, T0, T0, T0, null, "forged",
                ACKNOWLEDGED, 2);

        assertThat(stores().alerts().care(forged, List.of(told(acknowledged)))).isTrue();
        assertThat(alert(alert)).isEqualTo(acknowledged);
        assertThat(events(alert)).containsExactly(told(acknowledged));

        Care silenced = new Care("user:b", T0.plusSeconds(1), T0.plusSeconds(600));
        assertThat(stores().alerts().care(acknowledged.caredFor(silenced), List.of())).isTrue();
        assertThat(alert(alert).care()).isEqualTo(silenced);
        assertThat(stores().alerts().care(alert(alert).caredFor(Care.NONE), List.of())).isTrue();
        assertThat(alert(alert).care()).isEqualTo(Care.NONE);
        assertThat(alert(alert).version()).isEqualTo(4);
    }

    @Test
    void refuses_care_for_an_alert_as_it_is_no_more() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());
        Instant end = T0.plusSeconds(1);
        cleared(pump, alert.id(), end);
        Alert stranger = new Alert(AlertId.of(987_654_321), pump, alert.rule(), alert.severity(), T0, T0, null, null,
                "", Care.NONE, 1);

        assertThat(stores().alerts().care(alert.caredFor(ACKNOWLEDGED), List.of(told(alert.caredFor(ACKNOWLEDGED)))))
                .isFalse();
        assertThat(stores().alerts().care(stranger.caredFor(ACKNOWLEDGED), List.of(told(stranger)))).isFalse();

        assertThat(alert(alert)).isEqualTo(alert.clearedAt(end));
        assertThat(events(alert)).isEmpty();
        assertThat(events(stranger)).isEmpty();
        assertThat(stores().alerts().care(alert.clearedAt(end).caredFor(ACKNOWLEDGED), List.of())).isTrue();
    }

    @Test
    void takes_the_care_of_one_of_those_that_race() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());

        List<Boolean> cared = race(8, thread -> {
            Alert mine = alert.caredFor(new Care("user:" + thread, T0, null));
            return stores().alerts().care(mine, List.of(told(mine)));
        });

        assertThat(cared).containsOnlyOnce(true);
        assertThat(alert(alert).care().acknowledgedBy()).isEqualTo("user:" + cared.indexOf(true));
        assertThat(alert(alert).version()).isEqualTo(2);
        assertThat(events(alert)).hasSize(1);
    }

    @Test
    void ends_an_alert_while_people_care_for_it() {
        DeviceKey pump = registered();
        List<Alert> alerts = raised(pump, IntStream.range(0, 8).mapToObj(i -> anAlert().byRule("r" + i))
                .toArray(AlertBuilder[]::new));

        List<Boolean> cared = race(8, thread -> {
            Alert alert = alerts.get(thread / 2);
            if (thread % 2 == 0) {
                cleared(pump, alert.id(), T0.plusSeconds(1));
                return true;
            }
            return stores().alerts().care(alert.caredFor(ACKNOWLEDGED), List.of());
        });

        for (int i = 0; i < 4; i++) {
            Alert alert = alert(alerts.get(i));
            assertThat(alert.isOpen()).isFalse();
            assertThat(alert.care()).isEqualTo(cared.get(2 * i + 1) ? ACKNOWLEDGED : Care.NONE);
        }
    }
}
