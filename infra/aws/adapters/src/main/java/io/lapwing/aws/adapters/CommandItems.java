package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A command as items: itself, in its device's list; the place of it under its id; and, as long as it is open, its
/// place among those that run out, and in the set of its device's open ones.
final class CommandItems {

    /// Counts the changes of a command.
    static final String VERSION = "v";
    /// The places of a device's open commands, a set.
    static final String HELD = "held";
    static final String UNTIL = "until";

    private static final String TENANT = "tenant";
    private static final String METHOD = "method";
    private static final String PARAMS = "params";
    private static final String REQUESTED_BY = "requestedBy";
    private static final String CREATED_AT = "createdAt";
    private static final String TRACE = "trace";
    private static final String STATE = "state";
    private static final String SENT_AT = "sentAt";
    private static final String DELIVERED_AT = "deliveredAt";
    private static final String ENDED_AT = "endedAt";
    private static final String REPLY_STATUS = "status";
    private static final String REPLY_PAYLOAD = "payload";
    private static final String REPLIED_AT = "repliedAt";
    private static final String PLACE = "place";

    private CommandItems() {}

    /// Where a command is found, by its id or among those that run out.
    ///
    /// @param place its sort key in its device's list
    record Pointer(DeviceKey device, String incarnation, String place) {

        static Pointer of(Command command, String incarnation) {
            return new Pointer(command.device(), incarnation, Keys.commandPlace(command.createdAt(), command.id()));
        }

        static Pointer of(Map<String, AttributeValue> item) {
            return new Pointer(
                    new DeviceKey(new TenantId(Items.text(item, TENANT)),
                            new DeviceId(Items.text(item, Keys.DEVICE))),
                    Items.text(item, Keys.INCARNATION), Items.text(item, PLACE));
        }

        DynamoDbKey command(Keys keys) {
            return keys.command(device, incarnation, place);
        }

        Map<String, AttributeValue> toItem() {
            return Map.of(TENANT, Items.of(device.tenant().value()), Keys.DEVICE, Items.of(device.device().value()),
                    Keys.INCARNATION, Items.of(incarnation), PLACE, Items.of(place));
        }
    }

    static Map<String, AttributeValue> toItem(Command command) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(METHOD, Items.of(command.method()));
        item.put(PARAMS, Items.of(command.params().json()));
        item.put(REQUESTED_BY, Items.of(command.requestedBy()));
        item.put(CREATED_AT, Items.of(command.createdAt().toEpochMilli()));
        item.put(UNTIL, Items.of(command.expiresAt().toEpochMilli()));
        TraceParent trace = command.trace();
        if (trace != null) {
            item.put(TRACE, Items.of(trace.header()));
        }
        item.put(VERSION, Items.of(command.version()));
        putProgress(item, command.progress());
        return item;
    }

    private static void putProgress(Map<String, AttributeValue> item, Progress progress) {
        item.put(STATE, Items.of(progress.state().name()));
        putIfPresent(item, SENT_AT, progress.sentAt());
        putIfPresent(item, DELIVERED_AT, progress.deliveredAt());
        putIfPresent(item, ENDED_AT, progress.endedAt());
        Reply reply = progress.reply();
        if (reply != null) {
            item.put(REPLY_STATUS, Items.of(reply.status()));
            item.put(REPLY_PAYLOAD, Items.of(reply.payload().json()));
            item.put(REPLIED_AT, Items.of(reply.receivedAt().toEpochMilli()));
        }
    }

    static Command command(DeviceKey device, Map<String, AttributeValue> item) {
        return new Command(Keys.commandAt(Items.text(item, DynamoDbKey.SK)), device, Items.text(item, METHOD),
                new JsonText(Items.text(item, PARAMS)), Items.text(item, REQUESTED_BY),
                Instant.ofEpochMilli(Items.number(item, CREATED_AT)), Instant.ofEpochMilli(Items.number(item, UNTIL)),
                progress(item), TraceParent.parse(Items.optionalText(item, TRACE).orElse(null)).orElse(null),
                Items.number(item, VERSION));
    }

    private static Progress progress(Map<String, AttributeValue> item) {
        return new Progress(CommandState.valueOf(Items.text(item, STATE)), instant(item, SENT_AT).orElse(null),
                instant(item, DELIVERED_AT).orElse(null), instant(item, ENDED_AT).orElse(null),
                instant(item, REPLIED_AT).map(at -> new Reply((int) Items.number(item, REPLY_STATUS),
                        new JsonText(Items.text(item, REPLY_PAYLOAD)), at)).orElse(null));
    }

    /// When the command of this item runs out.
    static Instant until(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(Items.number(item, UNTIL));
    }

    static CommandId id(Map<String, AttributeValue> item) {
        return Keys.commandAt(Items.text(item, DynamoDbKey.SK));
    }

    private static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
        return Items.optionalNumber(item, name).map(Instant::ofEpochMilli);
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable Instant instant) {
        if (instant != null) {
            item.put(name, Items.of(instant.toEpochMilli()));
        }
    }
}
