package io.lapwing.sharedmodel.chat;

import java.util.Locale;
import java.util.Optional;

/// The platforms that people chat on.
public enum Channel {
    SLACK, TELEGRAM, WHATSAPP, TEAMS, DISCORD,
    /// The console's own.
    WEB;

    public static Optional<Channel> parse(String name) {
        for (Channel channel : values()) {
            if (channel.text().equals(name)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /// Its name in paths, settings and stores.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
