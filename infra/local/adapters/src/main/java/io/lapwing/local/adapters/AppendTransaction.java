package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// One batch: holds what it is about, decides, writes.
final class AppendTransaction {

    private final List<PreparedWrite> writes;
    private final Watching watching;
    private final Surroundings surroundings;

    AppendTransaction(List<PreparedWrite> writes, Watching watching, Surroundings surroundings) {
        this.writes = writes;
        this.watching = watching;
        this.surroundings = surroundings;
    }

    /// What the transactions of a store share.
    record Surroundings(StoreMemory memory, ReadingFeedRows feed, ChangedDays days, InstantSource clock) {}

    /// @param moves to be remembered once the transaction is committed
    /// @param days likewise
    /// @param hasEvents whether it puts any into the outbox
    record Outcome(List<WriteResult> results, MetricCatalogue.Moves moves, Set<TenantDay> days,
            boolean hasEvents) {}

    Outcome run(Connection connection) throws SQLException {
        AppendPlan.Held held = hold(connection);
        AppendPlan plan = new AppendPlan(held);
        List<Supplier<WriteResult>> results = new ArrayList<>(writes.size());
        for (PreparedWrite write : writes) {
            results.add(plan.add(write));
        }
        MessageClaims.take(connection, plan.newClaims());
        List<ReadingRows.Change> changes = ReadingRows.write(connection, plan.rows()).changes();
        QuarantineRows.write(connection, plan.quarantining(), surroundings.clock().instant());
        MetricCatalogue.Moves moves = surroundings.memory().catalogue().advance(connection, plan.rows());
        WatchWrites watch = new WatchWrites(connection);
        for (DeviceKey device : plan.sighted()) {
            DeviceState state = plan.state(device);
            watch.observe(state, state.sighting(device, surroundings.memory().watches()), watching::observe);
        }
        DeviceStates.update(connection, plan.states());
        boolean hasEvents = watch.write();
        surroundings.feed().write(connection, held.deviceKeys(), changes);
        Set<TenantDay> days = surroundings.days().mark(connection, held.deviceKeys(),
                changes.stream().map(ReadingRows.Change::key).toList());
        return new Outcome(results.stream().map(Supplier::get).toList(), moves, days, hasEvents);
    }

    private AppendPlan.Held hold(Connection connection) throws SQLException {
        HeldDevices devices = HeldDevices.hold(connection, surroundings.memory().deviceKeys(),
                PreparedWrite.devices(writes));
        devices.keys().keySet().forEach(device -> watch(device, devices.state(device)));
        return new AppendPlan.Held(devices.keys(), devices.states(),
                MessageClaims.find(connection, claims(devices.keys())),
                QuarantineRows.hold(connection, writes.stream().map(PreparedWrite::message).toList()));
    }

    private void watch(DeviceKey device, DeviceState state) {
        if (watching.watches(device, state.wasOnline())) {
            state.watch();
        }
    }

    private Set<ClaimKey> claims(Map<DeviceKey, Long> keys) {
        Set<ClaimKey> claims = new HashSet<>();
        for (PreparedWrite write : writes) {
            MessageWrite message = write.message();
            addClaim(claims, keys.get(message.source()), message.mid());
            message.entries().forEach(entry -> addClaim(claims, keys.get(entry.reading().device()), entry.mid()));
        }
        return claims;
    }

    private static void addClaim(Set<ClaimKey> claims, @Nullable Long deviceKey, @Nullable MessageId mid) {
        if (deviceKey != null && mid != null) {
            claims.add(new ClaimKey(deviceKey, mid));
        }
    }
}
