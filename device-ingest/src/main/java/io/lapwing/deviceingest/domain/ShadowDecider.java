package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.shadow.ShadowChange;
import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.UpdateId;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Decides on what devices ask of their shadows, message by message.
public final class ShadowDecider {

    private static final IngestOutcome ACCEPTED = new IngestOutcome.Accepted(0, 0, List.of());
    private static final WriteResult.Written NO_READINGS = new WriteResult.Written(0, 0, 0, 0);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    private ShadowDecider() {}

    /// @param shadow the one that the message is about, as it is now
    public static ShadowStep decide(ShadowMessage message, Shadow shadow) {
        return switch (message.request()) {
            case ShadowRequest.Malformed(RefusalCode code, String reason, _) ->
                new ShadowStep.Settled(setAside(message, new Fault(code, reason)));
            case ShadowRequest.Get(String token) -> new ShadowStep.Settled(shown(message, shadow, token));
            case ShadowRequest.Change(ShadowUpdate update) -> decide(message, shadow, named(update, message.message()));
        };
    }

    /// A message that has an id of its own is known by it, whatever stands in it.
    private static ShadowUpdate named(ShadowUpdate update, ReceivedMessage message) {
        if (message.replayOf() != null) {
            return update.named(UpdateId.of(message.replayOf()));
        }
        return message.mid() == null ? update : update.named(UpdateId.of(message.mid()));
    }

    private static ShadowSettlement shown(ShadowMessage message, Shadow shadow, @Nullable String token) {
        return shadow.exists()
                ? settled(message, ACCEPTED, new ShadowAnswer.Document(shadow, token))
                : settled(message, ACCEPTED, rejected(message, NOT_FOUND, "There is no such shadow."));
    }

    private static ShadowStep decide(ShadowMessage message, Shadow shadow, ShadowUpdate update) {
        return switch (shadow.update(update, message.message().receivedAt().truncatedTo(ChronoUnit.MILLIS))) {
            case ShadowChange.Changed changed -> new ShadowStep.Save(changed.shadow(),
                    changed.events(message.message().trace()),
                    settled(message, ACCEPTED, new ShadowAnswer.Updated(update, changed.shadow().version())));
            case ShadowChange.AlreadyApplied(long version) -> new ShadowStep.Settled(
                    settled(message, again(message), new ShadowAnswer.Updated(update, version)));
            case ShadowChange.VersionConflict(long current) -> new ShadowStep.Settled(refused(message,
                    new Fault(RefusalCode.SHADOW_VERSION, "The update is for version " + update.version()
                            + " of the shadow, which is at " + current + "."),
                    CONFLICT));
            case ShadowChange.TooLarge(int bytes) -> new ShadowStep.Settled(refused(message,
                    new Fault(RefusalCode.SHADOW_TOO_LARGE, "The shadow would have " + bytes + " bytes; "
                            + Shadow.MAX_BYTES + " are allowed."),
                    TOO_LARGE));
            case ShadowChange.TooDeep() -> new ShadowStep.Settled(setAside(message, new Fault(RefusalCode.TOO_DEEP,
                    "The shadow would be nested deeper than " + Shadow.MAX_DEPTH + " levels.")));
        };
    }

    /// A replay that took effect may still have to end the wait of its original.
    private static IngestOutcome again(ShadowMessage message) {
        return message.message().replayOf() == null ? new IngestOutcome.Duplicate() : ACCEPTED;
    }

    /// Its sender is not registered, or not any more.
    public static ShadowSettlement ofUnknownDevice(ShadowMessage message) {
        return setAside(message, new Fault(RefusalCode.UNKNOWN_DEVICE,
                "The device " + message.message().device() + " is not registered."));
    }

    /// Its device has as many shadows as it can have.
    public static ShadowSettlement ofTooManyShadows(ShadowMessage message, int allowed) {
        return refused(message, new Fault(RefusalCode.SHADOW_TOO_LARGE,
                "The device has " + allowed + " shadows, and no more are allowed."), TOO_LARGE);
    }

    /// It was understood, and is not done: nothing that could be corrected and replayed.
    private static ShadowSettlement refused(ShadowMessage message, Fault fault, int code) {
        return new ShadowSettlement(null, new IngestOutcome.Rejected(fault.code(), fault.reason(), List.of()),
                rejected(message, code, fault.reason()), ErrorReplies.of(unreadable(message, fault), fault));
    }

    /// It cannot be understood, and is kept; nothing is, if it is a replay.
    private static ShadowSettlement setAside(ShadowMessage message, Fault fault) {
        int code = fault.code() == RefusalCode.PAYLOAD_TOO_LARGE ? TOO_LARGE : BAD_REQUEST;
        ShadowAnswer answer = rejected(message, code, fault.reason());
        return switch (MessageDecider.refuse(unreadable(message, fault), fault)) {
            case Decision.Write write ->
                new ShadowSettlement(write.write(), write.outcome(NO_READINGS), answer, write.errors());
            case Decision.Reject reject -> new ShadowSettlement(null, reject.outcome(), answer, List.of());
        };
    }

    private static ParsedMessage unreadable(ShadowMessage message, Fault fault) {
        return new ParsedMessage(message.message(), new Unreadable(fault.code(), fault.reason()));
    }

    private static @Nullable ShadowAnswer rejected(ShadowMessage message, int code, String reason) {
        return message.refusals().map(channel -> new ShadowAnswer.Rejected(channel, code, reason,
                message.request().clientToken())).orElse(null);
    }

    private static ShadowSettlement settled(ShadowMessage message, IngestOutcome outcome,
            @Nullable ShadowAnswer answer) {
        ReceivedMessage received = message.message();
        MessageWrite end = received.replayOf() == null
                ? null
                : new MessageWrite(received.device(), null, received.receivedAt(), List.of(), List.of(),
                        received.replayOf());
        return new ShadowSettlement(end, outcome, message.isAnswered() ? answer : null, List.of());
    }
}
