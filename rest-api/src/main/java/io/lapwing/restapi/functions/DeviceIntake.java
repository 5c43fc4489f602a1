package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.DeviceFields.Draft;
import io.lapwing.restapi.domain.FieldError;
import io.lapwing.restapi.domain.ImportLine;
import io.lapwing.restapi.domain.ImportLine.Bad;
import io.lapwing.restapi.domain.ImportLine.Good;
import io.lapwing.restapi.functions.ImportReport.Line;
import io.lapwing.restapi.functions.ImportReport.Result;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Registers the devices of one table. Once one has been registered, the table is answered whatever happens, since
/// nobody else knows its password: where the store goes out of reach or the time is up, the lines that are left say so.
/// Not thread-safe: one for each table.
final class DeviceIntake {
    /// Leaves a function's request (20 s on AWS) time to start and to answer.
    private static final Duration TIME = Duration.ofSeconds(10);

    private final DeviceRegistry registry;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TenantId tenant;
    private final Instant end;
    private final Map<DeviceKey, Device> known = new HashMap<>();
    private final Map<Long, Line> report = new TreeMap<>();
    private boolean hasCreated;
    private boolean isOutOfReach;

    DeviceIntake(DeviceRegistry registry, InstantSource clock, RandomGenerator random, TenantId tenant) {
        this.registry = registry;
        this.clock = clock;
        this.random = random;
        this.tenant = tenant;
        this.end = clock.instant().plus(TIME);
    }

    /// @throws StoreUnavailable when it is out of reach before anything was registered
    ImportReport take(List<ImportLine> lines) {
        List<Good> good = lines.stream().filter(Good.class::isInstance).map(Good.class::cast).toList();
        lookUp(good);
        for (Good line : ImportLine.gatewaysFirst(good)) {
            report.put(line.line(), take(line));
        }
        for (ImportLine line : lines) {
            if (line instanceof Bad(long number, String id, List<FieldError> errors)) {
                report.put(number, new Line(number, id, Result.INVALID.text(), null, errors));
            }
        }
        return ImportReport.of(List.copyOf(report.values()));
    }

    private void lookUp(List<Good> lines) {
        Set<DeviceKey> wanted = new HashSet<>();
        for (Good line : lines) {
            wanted.add(new DeviceKey(tenant, line.draft().id()));
            DeviceId gateway = line.draft().profile().gatewayId();
            if (gateway != null) {
                wanted.add(new DeviceKey(tenant, gateway));
            }
        }
        known.putAll(registry.find(wanted));
    }

    private Line take(Good line) {
        if (known.containsKey(new DeviceKey(tenant, line.draft().id()))) {
            return outcome(line, Result.EXISTS);
        }
        if (isOutOfReach || !clock.instant().isBefore(end)) {
            return outcome(line, Result.UNAVAILABLE, new FieldError("line", "was not reached: send it again"));
        }
        if (!hasGateway(line.draft())) {
            return outcome(line, Result.INVALID, new FieldError("gatewayId", "must be a registered gateway"));
        }
        try {
            return register(line);
        } catch (StoreUnavailable e) {
            if (!hasCreated) {
                throw e;
            }
            isOutOfReach = true;
            return outcome(line, Result.UNAVAILABLE,
                    new FieldError("line", "may or may not have been registered: send it again"));
        }
    }

    private Line register(Good line) {
        DeviceKey key = new DeviceKey(tenant, line.draft().id());
        AccessToken token = AccessToken.generate(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Device device = new Device(key, line.draft().profile(), false, null, now, now, 1);
        if (!registry.create(device, token.hash())) {
            known.putAll(registry.find(Set.of(key)));
            return outcome(line, Result.EXISTS);
        }
        hasCreated = true;
        known.put(key, device);
        return new Line(line.line(), line.id(), Result.CREATED.text(), DeviceJson.Credentials.of(key, token),
                List.of());
    }

    private boolean hasGateway(Draft draft) {
        DeviceId id = draft.profile().gatewayId();
        Device gateway = id == null ? null : known.get(new DeviceKey(tenant, id));
        return id == null || (gateway != null && gateway.profile().gateway());
    }

    private static Line outcome(Good line, Result result, FieldError... errors) {
        return new Line(line.line(), line.id(), result.text(), null, List.of(errors));
    }
}
