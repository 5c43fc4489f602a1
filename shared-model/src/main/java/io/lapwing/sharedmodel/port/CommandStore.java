package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The commands to devices. They go when their device goes, and are kept until then.
///
/// Thread-safe. Reads see every write that has returned. A command is one item under its key; writes are
/// compare-and-set on its version, and their events go into the outbox in the same transaction. All methods throw
/// [StoreUnavailable] when the store cannot be reached in time.
public interface CommandStore {

    /// How many commands that are not final a device can have.
    int MAX_OPEN = 100;

    /// What became of a write.
    enum Written {
        DONE,
        /// Its id is taken, or another version has come in between: nothing has changed.
        CONFLICT,
        /// The device is not registered: nothing has changed.
        NO_SUCH_DEVICE,
        /// The device has [#MAX_OPEN] commands that are not final: nothing has changed.
        TOO_MANY
    }

    Optional<Command> find(TenantId tenant, CommandId id);

    /// A device's commands, newest first.
    Page<Command> list(DeviceKey device, PageRequest page);

    /// A device's commands that are not final, oldest first.
    List<Command> open(DeviceKey device);

    /// Commands that are not final though their time has run out by `now`, the longest ago first.
    ///
    /// @param max from 1 to 1000
    List<Command> overdue(Instant now, int max);

    /// Stores a command: a new one if its version is 1, else in place of the version before, which differs from it in
    /// its progress alone. Where several things are in the way of a new one, an id that is taken counts first.
    Written save(Command command, List<RecordedEvent> events);
}
