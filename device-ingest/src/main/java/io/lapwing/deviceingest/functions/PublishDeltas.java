package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.json.ShadowJson;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Tells a device what it still has to do, after its shadow changed: as it is when it is told. So an event that comes
/// late, or again, tells nothing that no longer holds, and nobody who has caught up is told anything.
///
/// Thread-safe. Throws [io.lapwing.sharedmodel.port.StoreUnavailable] when the shadow cannot be read: the event can be
/// delivered again.
public final class PublishDeltas {

    private final ShadowStore shadows;
    private final DeviceReplies replies;

    public PublishDeltas(ShadowStore shadows, DeviceReplies replies) {
        this.shadows = shadows;
        this.replies = replies;
    }

    /// @param trace the trace of what changed the shadow
    public void deliver(ShadowDiffered event, @Nullable TraceParent trace) {
        shadows.find(event.device(), event.shadow()).filter(shadow -> !shadow.delta().isEmpty())
                .ifPresent(shadow -> replies.send(List.of(reply(shadow, trace))));
    }

    private static ShadowReply reply(Shadow shadow, @Nullable TraceParent trace) {
        ShadowAnswer answer = new ShadowAnswer.Differing(shadow);
        return new ShadowReply(shadow.device(), shadow.name(), answer.channel(),
                ShadowJson.write(answer, shadow.updatedAt()), trace);
    }
}
