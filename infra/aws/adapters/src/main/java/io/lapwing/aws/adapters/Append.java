package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// One call of `append`: groups what there is to write into transactions, and tries again what somebody else came in
/// between of, in ever smaller groups, so that a device that many write to holds up nobody but itself. Units that
/// share a device take effect in their order.
final class Append {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int DEVICE_ITEMS = 3;
    private static final int QUARANTINE_ITEMS = 2;
    private static final int MAX_GROUP = 64;

    private final TelemetryWrites store;
    private final List<AppendUnit> units;
    private final @Nullable WriteResult[] results;
    private final Set<TenantId> unfinished = new HashSet<>();
    private final AlertNumbers numbers;
    private boolean readClaims;

    Append(TelemetryWrites store, List<AppendUnit> units) {
        this.store = store;
        this.units = units;
        this.results = new WriteResult[units.size()];
        this.numbers = new AlertNumbers(store.database(), TelemetryWrites.OPERATION);
    }

    /// What is tried in one go over all that is open.
    private final class Round {

        private final int maxGroup;
        private final Set<Object> blocked = new HashSet<>();
        private final List<Integer> again = new ArrayList<>();

        Round(int maxGroup) {
            this.maxGroup = maxGroup;
        }

        /// @return what is still open
        List<Integer> run(List<Integer> open) {
            List<Integer> group = new ArrayList<>();
            GroupWeight weight = new GroupWeight();
            for (int i : open) {
                if (group.size() == maxGroup || !weight.takes(units.get(i))) {
                    attempt(group);
                    group = new ArrayList<>();
                    weight = new GroupWeight();
                }
                weight.add(units.get(i));
                group.add(i);
            }
            attempt(group);
            Collections.sort(again);
            return again;
        }

        private void attempt(List<Integer> group) {
            List<Integer> free = new ArrayList<>();
            for (int i : group) {
                if (Collections.disjoint(blocked, units.get(i).concerns())) {
                    free.add(i);
                } else {
                    block(i);
                }
            }
            if (free.size() == 1 && isTooLarge(free.getFirst())) {
                writeAsJournal(free.getFirst());
            } else if (!free.isEmpty()) {
                commit(free);
            }
        }

        private void commit(List<Integer> group) {
            List<AppendUnit> members = group.stream().map(units::get).toList();
            Held held = store.reads().read(members, readClaims);
            noteUnfinished(members, held);
            AppendPlan plan = new AppendPlan(held, store.clock().instant());
            List<WriteResult> planned = members.stream().map(plan::add).toList();
            plan.watch(store.watcher(), numbers);
            ItemWrites writes = plan.writes(store.database().keys());
            if (!writes.fit()) {
                numbers.giveBack();
                divide(group);
            } else if (writes.isEmpty() || store.transact(members.getFirst().write().source(), writes)) {
                numbers.keep();
                IntStream.range(0, planned.size()).forEach(i -> results[group.get(i)] = planned.get(i));
                store.remember(held, plan);
                store.tell(plan);
            } else {
                numbers.giveBack();
                group.forEach(this::block);
            }
        }

        private void divide(List<Integer> group) {
            if (group.size() == 1) {
                writeInPieces(group.getFirst());
                return;
            }
            int half = group.size() / 2;
            attempt(group.subList(0, half));
            attempt(group.subList(half, group.size()));
        }

        private void block(int i) {
            blocked.addAll(units.get(i).concerns());
            again.add(i);
        }
    }

    /// Counts roughly how many items a group takes; whether it fits is seen once it is planned.
    private static final class GroupWeight {

        private final Set<Object> devices = new HashSet<>();
        private int others;

        boolean takes(AppendUnit unit) {
            Set<Object> all = new HashSet<>(devices);
            all.addAll(unit.devices());
            return all.size() * DEVICE_ITEMS + others + othersOf(unit) <= ItemWrites.MAX_ITEMS;
        }

        void add(AppendUnit unit) {
            devices.addAll(unit.devices());
            others += othersOf(unit);
        }

        private static int othersOf(AppendUnit unit) {
            return unit.claims().size() + QUARANTINE_ITEMS * unit.quarantine().size() + (unit.part() == null ? 0 : 1);
        }
    }

    List<WriteResult> run() {
        List<Integer> open = IntStream.range(0, units.size()).boxed().toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int maxGroup = MAX_GROUP;
        int fruitless = 0;
        while (!open.isEmpty()) {
            List<Integer> again = new Round(maxGroup).run(open);
            boolean fruitful = again.size() < open.size();
            if (fruitful) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
                fruitless = 0;
            }
            open = again;
            if (!open.isEmpty()) {
                readClaims = true;
                maxGroup = fruitful ? Math.min(2 * maxGroup, MAX_GROUP) : Math.max(1, maxGroup / 4);
                DynamoDatabase.pause(TelemetryWrites.OPERATION,
                        units.get(open.getFirst()).write().source().toString(), ++fruitless, deadline);
            }
        }
        unfinished.forEach(tenant -> store.journal().complete(tenant));
        return List.of(results).stream().map(Objects::requireNonNull).toList();
    }

    private boolean isTooLarge(int i) {
        return units.get(i).part() == null && units.get(i).leastItems() > ItemWrites.MAX_ITEMS;
    }

    private void writeAsJournal(int i) {
        results[i] = store.journal().append(units.get(i).write());
    }

    /// What is more than a transaction takes. The part of a journal that raises many alerts with a long past may be: it
    /// is written in halves, and its mark with the last; killed in between, the first is written once more, which
    /// changes nothing.
    private void writeInPieces(int i) {
        AppendUnit unit = units.get(i);
        if (unit.part() == null) {
            writeAsJournal(i);
            return;
        }
        Tally tally = new Tally();
        for (AppendUnit half : unit.halves()) {
            tally.add((Written) store.run(List.of(half)).getFirst());
        }
        results[i] = tally.total();
    }

    /// A message that was seen before, but not spread out to its end yet, is no more seen than its journal is done.
    private void noteUnfinished(List<AppendUnit> members, Held held) {
        for (AppendUnit unit : members) {
            if (unit.part() == null && unit.claims().stream().map(held.claims()::get)
                    .anyMatch(claim -> claim != null && claim.journal() != null)) {
                unfinished.add(unit.write().source().tenant());
            }
        }
    }
}
