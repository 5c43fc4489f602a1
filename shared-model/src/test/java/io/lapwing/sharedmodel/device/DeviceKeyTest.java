package io.lapwing.sharedmodel.device;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceKeyTest {

    @Test
    void is_equal_by_tenant_and_device() {
        assertThat(DeviceKey.of("acme", "pump")).isEqualTo(DeviceKey.of("acme", "pump"))
                .hasSameHashCodeAs(DeviceKey.of("acme", "pump")).isNotEqualTo(DeviceKey.of("acme", "fan"))
                .isNotEqualTo(DeviceKey.of("other", "pump")).isNotEqualTo(null);
    }

    @Test
    void is_ordered_by_tenant_and_then_by_device() {
        List<DeviceKey> ordered = List.of(DeviceKey.of("a", "z"), DeviceKey.of("b", "a"), DeviceKey.of("b", "b"));

        assertThat(ordered.reversed().stream().sorted()).isEqualTo(ordered);
    }
}
