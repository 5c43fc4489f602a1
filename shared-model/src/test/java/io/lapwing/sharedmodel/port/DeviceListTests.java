package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// A tenant's devices are listed in the order of their ids.
interface DeviceListTests extends StoreTests {

    private TenantId tenantWith(String... ids) {
        TenantId tenant = freshTenant();
        Stream.of(ids).forEach(id -> registered(aDevice().in(tenant).withId(id)));
        return tenant;
    }

    private List<String> list(TenantId tenant, DeviceFilter filter, int limit) {
        return ids(Pages.all(page -> stores().registry().list(tenant, filter, page), limit));
    }

    private static List<String> ids(List<Device> devices) {
        return devices.stream().map(device -> device.key().device().value()).toList();
    }

    @Test
    default void lists_devices_by_code_point() {
        TenantId tenant = tenantWith("b", "a-2", "A", "a", "a_1", "a.b", "a-10", "Z", "a:c", "0");

        assertThat(list(tenant, DeviceFilter.ANY, 3))
                .containsExactly("0", "A", "Z", "a", "a-10", "a-2", "a.b", "a:c", "a_1", "b");
    }

    @Test
    default void lists_no_other_tenants_devices() {
        TenantId tenant = tenantWith("a");
        tenantWith("b");

        assertThat(list(tenant, DeviceFilter.ANY, 100)).containsExactly("a");
        assertThat(list(freshTenant(), DeviceFilter.ANY, 100)).isEmpty();
    }

    @Test
    default void ends_a_list_with_a_page_that_has_no_next() {
        TenantId tenant = tenantWith("a", "b");

        assertThat(stores().registry().list(tenant, DeviceFilter.ANY, PageRequest.first(1)).next()).isNotNull();
        assertThat(stores().registry().list(tenant, DeviceFilter.ANY, PageRequest.first(3)).next()).isNull();
    }

    @Test
    default void stays_stable_while_devices_come_and_go() {
        TenantId tenant = tenantWith("b", "d", "f", "h");
        Page<Device> first = stores().registry().list(tenant, DeviceFilter.ANY, PageRequest.first(2));

        Stream.of("a", "c", "e", "z").forEach(id -> registered(aDevice().in(tenant).withId(id)));
        stores().registry().delete(first.items().getLast().key(), 1);

        assertThat(ids(first.items())).containsExactly("b", "d");
        assertThat(ids(Pages.from(page -> stores().registry().list(tenant, DeviceFilter.ANY, page), 2, first.next())))
                .containsExactly("e", "f", "h", "z");
    }

    @Test
    default void filters_by_type_site_and_presence() {
        TenantId tenant = freshTenant();
        registered(aDevice().in(tenant).withId("a").withType("pump").withSite("north"));
        registered(aDevice().in(tenant).withId("b").withType("pump").withSite("south"));
        registered(aDevice().in(tenant).withId("c").withType("fan").withSite("north"));
        registered(aDevice().in(tenant).withId("d").withType("pump").withSite(null));

        assertThat(list(tenant, new DeviceFilter("pump", null, null, null), 1)).containsExactly("a", "b", "d");
        assertThat(list(tenant, new DeviceFilter(null, "north", null, null), 1)).containsExactly("a", "c");
        assertThat(list(tenant, new DeviceFilter("pump", "north", null, null), 1)).containsExactly("a");
        assertThat(list(tenant, new DeviceFilter("Pump", null, null, null), 1)).isEmpty();
        assertThat(list(tenant, new DeviceFilter(null, null, false, null), 3)).containsExactly("a", "b", "c", "d");
        assertThat(list(tenant, new DeviceFilter(null, null, true, null), 3)).isEmpty();
    }

    @Test
    default void finds_devices_by_part_of_what_they_are_called() {
        TenantId tenant = freshTenant();
        registered(aDevice().in(tenant).withId("cold-1").withName("Store"));
        registered(aDevice().in(tenant).withId("x").withName("The COLD one"));
        registered(aDevice().in(tenant).withId("y").withName("Y").withAlias("other").withAlias("ice-Cold"));
        registered(aDevice().in(tenant).withId("z").withName("Z").withLabel("cold", "cold"));
        registered(aDevice().in(tenant).withId("w").withName("100% _a\\"));

        assertThat(list(tenant, new DeviceFilter(null, null, null, "cOLd"), 2)).containsExactly("cold-1", "x", "y");
        assertThat(list(tenant, new DeviceFilter(null, null, null, "%"), 2)).containsExactly("w");
        assertThat(list(tenant, new DeviceFilter(null, null, null, "_a\\"), 2)).containsExactly("w");
    }
}
