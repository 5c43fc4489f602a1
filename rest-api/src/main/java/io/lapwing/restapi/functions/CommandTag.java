package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.sharedmodel.command.Command;

/// What stands for a command as somebody has it.
final class CommandTag {
    private CommandTag() {}

    /// A command also changes when its time runs out, without a new version.
    static EntityTag of(Command command) {
        return EntityTag.of(command.version(), command.state().name());
    }
}
