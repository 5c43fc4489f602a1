package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps commands with their devices in memory.
final class InMemoryCommandStore implements CommandStore {

    private static final Comparator<Command> OLDEST_FIRST = Comparator.comparing(InMemoryCommandStore::position);

    private final Memory memory;

    InMemoryCommandStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Command> find(TenantId tenant, CommandId id) {
        synchronized (memory) {
            return all().filter(command -> command.device().tenant().equals(tenant) && command.id().equals(id))
                    .findFirst();
        }
    }

    @Override
    public Page<Command> list(DeviceKey device, PageRequest page) {
        synchronized (memory) {
            List<Command> ahead = of(device)
                    .filter(command -> page.after() == null || position(command).compareTo(page.after()) < 0)
                    .sorted(OLDEST_FIRST.reversed()).limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<Command> items = ahead.subList(0, page.limit());
            return new Page<>(items, position(items.getLast()));
        }
    }

    @Override
    public List<Command> open(DeviceKey device) {
        synchronized (memory) {
            return of(device).filter(command -> !command.state().isFinal()).sorted(OLDEST_FIRST).toList();
        }
    }

    @Override
    public List<Command> overdue(Instant now, int max) {
        synchronized (memory) {
            return all().filter(command -> !command.state().isFinal() && command.isOverdue(now))
                    .sorted(Comparator.comparing(Command::expiresAt)).limit(max).toList();
        }
    }

    @Override
    public Written save(Command command, List<RecordedEvent> events) {
        synchronized (memory) {
            DeviceState device = memory.devices.get(command.device());
            if (device == null) {
                return Written.NO_SUCH_DEVICE;
            }
            long stored = find(command.device().tenant(), command.id()).map(Command::version).orElse(0L);
            if (stored != command.version() - 1) {
                return Written.CONFLICT;
            }
            if (command.version() == 1 && open(command.device()).size() >= MAX_OPEN) {
                return Written.TOO_MANY;
            }
            device.commands.put(command.id(), command);
            memory.addToOutbox(events);
            return Written.DONE;
        }
    }

    private Stream<Command> all() {
        return memory.devices.values().stream().flatMap(device -> device.commands.values().stream());
    }

    private Stream<Command> of(DeviceKey device) {
        DeviceState state = memory.devices.get(device);
        return state == null ? Stream.of() : state.commands.values().stream();
    }

    /// Sorts as text: a time of thirteen digits, then the id.
    private static String position(Command command) {
        return "%013d/%s".formatted(command.createdAt().toEpochMilli(), command.id());
    }
}
