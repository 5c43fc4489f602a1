package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.ColdStore;
import io.lapwing.local.app.machine.Cycle;
import io.lapwing.local.app.machine.DeviceModel;
import io.lapwing.local.app.machine.Gateway;
import io.lapwing.local.app.machine.Machine;
import io.lapwing.local.app.machine.Probe;
import io.lapwing.local.app.machine.Pump;
import io.lapwing.local.app.machine.Truck;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceProfile;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Who belongs to the demo fleet, and what happens to whom and when: a door is left open within the first minute, and
/// by and by everything that rules watch for.
final class DemoMembers {

    private static final String BREMEN = "bremen";
    private static final String HAMBURG = "hamburg";
    private static final DeviceId GATEWAY = new DeviceId("gateway-1");

    /// A door that is opened to fetch something: not long enough for it to get warm.
    private static final Cycle OPENED_BRIEFLY = Cycle.seconds(25, 10, 240);
    private static final Cycle LEFT_OPEN = Cycle.seconds(40, 60, 900);

    /// All, each gateway before those that it reports for.
    static final List<Member> ALL = List.of(
            new Member("cold-store-1", DeviceModel.COLD_STORE, "Cold store 1", BREMEN, null),
            new Member("cold-store-2", DeviceModel.COLD_STORE, "Cold store 2", BREMEN, null),
            new Member("cold-store-3", DeviceModel.COLD_STORE, "Cold store 3", HAMBURG, null),
            new Member("cold-store-4", DeviceModel.COLD_STORE, "Cold store 4", HAMBURG, null),
            new Member("truck-1", DeviceModel.TRUCK, "Truck 1", null, null),
            new Member("truck-2", DeviceModel.TRUCK, "Truck 2", null, null),
            new Member("pump-1", DeviceModel.PUMP, "Coolant pump 1", BREMEN, null),
            new Member("pump-2", DeviceModel.PUMP, "Coolant pump 2", HAMBURG, null),
            new Member(GATEWAY.value(), DeviceModel.GATEWAY, "Gateway 1", HAMBURG, null),
            new Member("probe-1", DeviceModel.PROBE, "Shelf probe 1", HAMBURG, GATEWAY),
            new Member("probe-2", DeviceModel.PROBE, "Shelf probe 2", HAMBURG, GATEWAY),
            new Member("probe-3", DeviceModel.PROBE, "Shelf probe 3", HAMBURG, GATEWAY));

    private DemoMembers() {}

    record Member(String id, DeviceModel model, String name, @Nullable String site, @Nullable DeviceId gatewayId) {

        DeviceProfile profile() {
            return new DeviceProfile(name, model.type(), site, Map.of(), List.of(), model == DeviceModel.GATEWAY,
                    gatewayId);
        }
    }

    /// The machines that have connections of their own, by device id; the gateway has the probes with it.
    static Map<String, Machine> machines(Instant now) {
        Map<String, Machine> machines = new LinkedHashMap<>();
        machines.put("cold-store-1", ColdStore.starting(now, 1, OPENED_BRIEFLY));
        machines.put("cold-store-2", ColdStore.starting(now, 2, LEFT_OPEN));
        machines.put("cold-store-3", ColdStore.starting(now, 3, Cycle.NEVER));
        machines.put("cold-store-4", ColdStore.starting(now, 4, OPENED_BRIEFLY));
        machines.put("truck-1", Truck.starting(now, 1, Cycle.NEVER, Cycle.seconds(75, 30, 180)));
        machines.put("truck-2", Truck.starting(now, 2, Cycle.seconds(300, 180, 1200), Cycle.seconds(200, 30, 420)));
        machines.put("pump-1", Pump.starting(now, 1, Cycle.NEVER));
        machines.put("pump-2", Pump.starting(now, 2, Cycle.seconds(150, 90, 900)));
        machines.put(GATEWAY.value(), Gateway.starting(now, 1, probes(now)));
        return machines;
    }

    private static Map<String, Probe> probes(Instant now) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("probe-1", Probe.starting(now, 1, Cycle.NEVER));
        probes.put("probe-2", Probe.starting(now, 2, Cycle.NEVER));
        probes.put("probe-3", Probe.starting(now, 3, Cycle.seconds(360, 180, 1200)));
        return probes;
    }
}
