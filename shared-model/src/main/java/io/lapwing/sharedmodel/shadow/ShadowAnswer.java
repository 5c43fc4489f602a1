package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply.Channel;

import org.jspecify.annotations.Nullable;

/// What is said on a shadow's topics.
public sealed interface ShadowAnswer {

    /// On which of them.
    Channel channel();

    /// The whole shadow, for who asked to see it.
    record Document(Shadow shadow, @Nullable String clientToken) implements ShadowAnswer {

        @Override
        public Channel channel() {
            return Channel.GET_ACCEPTED;
        }
    }

    /// An update took effect.
    ///
    /// @param version of the shadow after it
    record Updated(ShadowUpdate update, long version) implements ShadowAnswer {

        @Override
        public Channel channel() {
            return Channel.UPDATE_ACCEPTED;
        }
    }

    /// Nothing came of a request.
    ///
    /// @param code as HTTP's, the way AWS IoT uses them
    record Rejected(Channel channel, int code, String message,
            @Nullable String clientToken) implements ShadowAnswer {}

    /// What the device still has to do.
    record Differing(Shadow shadow) implements ShadowAnswer {

        @Override
        public Channel channel() {
            return Channel.UPDATE_DELTA;
        }
    }
}
