package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// Alerts with the numbers from 1 to 1000, all of them over; every hundredth is critical.
@NeedsDynamoDb
class AlertListTest {

    private static final TenantId TENANT = freshTenant();
    private static final AlertFilter CRITICAL = new AlertFilter(null, Severity.CRITICAL, null, null, null);

    private static DynamoDatabase database;

    @BeforeAll
    static void raise() {
        database = TestDynamoDb.shared().database();
        Device pump = aDevice().in(TENANT).build();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        items.add(Writes.item(database.keys().profile(pump.key()), DeviceItems.newProfile(pump, "i")));
        for (int i = 1; i <= 1000; i++) {
            Alert alert = anAlert().clearedAt(T0).withSeverity(i % 100 == 0 ? Severity.CRITICAL : Severity.INFO)
                    .build(AlertId.of(i), pump.key());
            items.add(Writes.item(database.keys().watch().alert(TENANT, alert.id()), AlertItems.write(alert, "i")));
        }
        database.putAll("test", database.tables().registry(), items);
    }

    private static List<Long> numbers(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.id().number()).toList();
    }

    @Test
    void fills_a_page_from_as_many_reads_as_it_takes() {
        Page<Alert> page = new AlertList(database).page(TENANT, CRITICAL, PageRequest.first(4));

        assertThat(numbers(page.items())).containsExactly(1000L, 900L, 800L, 700L);
        assertThat(numbers(new AlertList(database).page(TENANT, CRITICAL, new PageRequest(4, page.next())).items()))
                .containsExactly(600L, 500L, 400L, 300L);
    }

    @Test
    void ends_a_page_early_that_would_take_too_much_reading() {
        AlertList list = new AlertList(database, 400);

        Page<Alert> page = list.page(TENANT, CRITICAL, PageRequest.first(10));

        assertThat(numbers(page.items())).containsExactly(1000L, 900L, 800L, 700L);
        assertThat(page.next()).isNotNull();
        assertThat(numbers(Pages.all(each -> list.page(TENANT, CRITICAL, each), 10))).containsExactly(1000L, 900L,
                800L, 700L, 600L, 500L, 400L, 300L, 200L, 100L);
    }

    @Test
    void gives_all_in_their_order() {
        List<Alert> all = Pages.all(page -> new AlertList(database).page(TENANT, AlertFilter.ALL, page), 170);

        assertThat(numbers(all)).hasSize(1000).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }
}
