package io.lapwing.sharedmodel.device;

import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// Something that a device is told.
public sealed interface DeviceReply {

    DeviceKey device();

    /// The trace of what is answered, to be continued by the device.
    @Nullable
    TraceParent trace();

    /// A message of the device, or a part of it, was refused.
    ///
    /// @param mid the id of the refused message, where it had one
    /// @param retryAfter when to try again, where that can help
    record ErrorReply(DeviceKey device, @Nullable MessageId mid, RefusalCode code, String reason,
            @Nullable Duration retryAfter, @Nullable TraceParent trace) implements DeviceReply {}

    /// What a shadow's topics say: the answer to the device's own request, or that something else is desired of it.
    ///
    /// @param payload as AWS IoT's shadow topics have it
    record ShadowReply(DeviceKey device, ShadowName shadow, Channel channel, JsonText payload,
            @Nullable TraceParent trace) implements DeviceReply {

        /// Which of the shadow's topics.
        public enum Channel {
            GET_ACCEPTED("get/accepted"), GET_REJECTED("get/rejected"), UPDATE_ACCEPTED("update/accepted"),
            UPDATE_REJECTED("update/rejected"), UPDATE_DELTA("update/delta");

            private final String levels;

            Channel(String levels) {
                this.levels = levels;
            }

            /// The levels of its topic below the shadow's.
            public String levels() {
                return levels;
            }
        }
    }
}
