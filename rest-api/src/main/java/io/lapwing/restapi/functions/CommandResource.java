package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.CommandFields;
import io.lapwing.restapi.domain.CommandFields.Draft;
import io.lapwing.restapi.domain.CommandIds;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.AppJson;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// `/v1/devices/{id}/commands` and `/v1/commands`: what devices are told to do. Who reads a command whose time has run
/// out sees it expired, whether or not that is stored yet.
record CommandResource(DeviceRegistry registry, CommandStore commands, Pages pages, InstantSource clock) {
    /// How often a command may come further while somebody cancels it.
    private static final int MAX_ATTEMPTS = 10;

    ApiResponse list(Call call) {
        Page<Command> page = commands.list(call.device(), pages.wanted(call));
        // Commands go with their device: only where there are none, the registry has to say whether it is there.
        if (page.items().isEmpty()) {
            device(call);
        }
        Instant now = now();
        return pages.reply(call, page, command -> AppJson.command(command.asOf(now)));
    }

    ApiResponse get(Call call) {
        Command command = find(call).asOf(now());
        return Replies.resource(call, CommandTag.of(command), AppJson.command(command));
    }

    ApiResponse create(Call call) {
        Device device = device(call);
        String key = call.header(Idempotency.KEY_HEADER);
        if (key == null) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REQUIRED).refuse();
        }
        Command command = draft(call, device, CommandIds.of(call.user(), device, key));
        return switch (commands.save(command, List.of(CommandEvent.of(command, command.createdAt(), null)))) {
            case DONE -> accepted(command);
            case CONFLICT -> accepted(madeBefore(command));
            case NO_SUCH_DEVICE -> throw Problem.of(ProblemType.NOT_FOUND).refuse();
            case TOO_MANY -> throw Problem.of(ProblemType.TOO_MANY_COMMANDS,
                    "At most " + CommandStore.MAX_OPEN + " commands of a device can be open.").refuse();
        };
    }

    private Command draft(Call call, Device device, CommandId id) {
        Draft draft = CommandFields.readDraft(call.body());
        JsonText params = Json.text(draft.params());
        if (Text.utf8Length(params.json()) > Command.MAX_PARAMS_BYTES) {
            throw Problem.invalid("params", "must have at most " + Command.MAX_PARAMS_BYTES + " bytes").refuse();
        }
        Instant now = now();
        return new Command(id, device.key(), draft.method(), params, call.user().actor(), now, now.plus(draft.ttl()),
                Progress.QUEUED, call.trace(), 1);
    }

    /// The first request made it, and was killed, or has been forgotten since.
    private Command madeBefore(Command again) {
        Command made = commands.find(again.device().tenant(), again.id())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
        boolean isSame = made.method().equals(again.method()) && made.params().equals(again.params())
                && lifeOf(made).equals(lifeOf(again));
        if (!isSame) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED).refuse();
        }
        return made.asOf(now());
    }

    private static Duration lifeOf(Command command) {
        return Duration.between(command.createdAt(), command.expiresAt());
    }

    private static ApiResponse accepted(Command command) {
        return Replies.json(202, AppJson.command(command)).withHeader("Location", "/v1/commands/" + command.id())
                .withHeader("ETag", CommandTag.of(command).header());
    }

    ApiResponse cancel(Call call) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Command command = find(call);
            Instant now = now();
            switch (command.cancelled(now)) {
                case CommandStep.Refused _ -> throw Problem.of(ProblemType.COMMAND_ENDED,
                        "It is " + command.asOf(now).state() + ".").refuse();
                case CommandStep.Advanced(Command cancelled) -> {
                    if (commands.save(cancelled,
                            List.of(CommandEvent.of(cancelled, now, call.trace()))) == CommandStore.Written.DONE) {
                        return Replies.json(200, AppJson.command(cancelled)).withHeader("ETag",
                                CommandTag.of(cancelled).header());
                    }
                }
            }
        }
        throw new StoreUnavailable("CommandStore.save", call.pathValue("id"),
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }

    private Command find(Call call) {
        String id = call.pathValue("id");
        if (!CommandId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return commands.find(call.tenant(), new CommandId(id))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }

    private Device device(Call call) {
        Device device = registry.find(Set.of(call.device())).get(call.device());
        if (device == null) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return device;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
