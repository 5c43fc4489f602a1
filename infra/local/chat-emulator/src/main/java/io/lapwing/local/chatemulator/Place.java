package io.lapwing.local.chatemulator;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Where something is said: between a person and the bot alone, or in a channel.
///
/// @param channel its name, or null
public record Place(@Nullable String channel) {
    /// Between a person and the bot alone.
    public static final Place PRIVATE = new Place(null);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public Place {
        if (channel != null && !NAME.matcher(channel).matches()) {
            throw new IllegalArgumentException("a channel's name is 1 to 31 of a-z, 0-9 and -, a letter first");
        }
    }

    boolean isPrivate() {
        return channel == null;
    }

    /// As recordings say it, behind a name.
    String in() {
        return channel == null ? "" : " in #" + channel;
    }
}
