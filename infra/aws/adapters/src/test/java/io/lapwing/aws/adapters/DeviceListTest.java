package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// A hundred devices, every tenth of them a fan.
@NeedsDynamoDb
class DeviceListTest {

    private static final TenantId TENANT = freshTenant();
    private static final DeviceFilter FANS = new DeviceFilter("fan", null, null, null);

    private static DynamoDatabase database;

    @BeforeAll
    static void register() {
        database = TestDynamoDb.shared().database();
        database.putAll("test", database.tables().registry(), IntStream.range(0, 100).mapToObj(i -> {
            Device device = aDevice().in(TENANT).withId("d%02d".formatted(i)).withType(i % 10 == 9 ? "fan" : "pump")
                    .build();
            return Writes.item(database.keys().profile(device.key()), DeviceItems.newProfile(device, "i"));
        }).toList());
    }

    private static List<String> ids(List<Device> devices) {
        return devices.stream().map(device -> device.key().device().value()).toList();
    }

    @Test
    void fills_a_page_from_as_many_queries_as_it_takes() {
        Page<Device> page = new DeviceList(database, 20, 5).page(TENANT, FANS, PageRequest.first(3));

        assertThat(ids(page.items())).containsExactly("d09", "d19", "d29");
        assertThat(page.next()).isEqualTo("d29");
    }

    @Test
    void ends_a_page_early_that_would_take_too_many_queries() {
        DeviceList list = new DeviceList(database, 3, 5);

        Page<Device> page = list.page(TENANT, FANS, PageRequest.first(3));

        assertThat(ids(page.items())).containsExactly("d09");
        assertThat(page.next()).isEqualTo("d14");
        assertThat(ids(Pages.all(each -> list.page(TENANT, FANS, each), 3))).hasSize(10).startsWith("d09")
                .endsWith("d99");
    }
}
