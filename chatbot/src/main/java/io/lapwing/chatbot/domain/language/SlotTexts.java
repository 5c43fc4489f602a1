package io.lapwing.chatbot.domain.language;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Writes slots as tests have them: lists with commas, instants in UTC with milliseconds.
public final class SlotTexts {
    /// As the wire contract names them.
    public static final List<String> NAMES = List.of("devices", "type", "site", "state", "severity", "metric", "alerts",
            "from", "to", "until", "method", "params", "scope", "agg", "target");

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'",
            Locale.ROOT).withZone(ZoneOffset.UTC);

    private SlotTexts() {}

    /// Those slots that something was said for.
    public static Map<String, String> of(Slots slots) {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "devices", slots.devices());
        put(texts, "type", slots.type());
        put(texts, "site", slots.site());
        put(texts, "state", slots.state());
        put(texts, "severity", slots.severity() == null ? null : slots.severity().name().toLowerCase(Locale.ROOT));
        put(texts, "metric", slots.metric());
        put(texts, "alerts", slots.alerts());
        put(texts, "from", slots.from());
        put(texts, "to", slots.to());
        put(texts, "until", slots.until());
        put(texts, "method", slots.method());
        put(texts, "params", slots.params() == null ? null : slots.params().json());
        put(texts, "scope", slots.scope());
        put(texts, "agg", slots.agg());
        put(texts, "target", slots.target());
        return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                if (!list.isEmpty()) {
                    texts.put(name, String.join(",", list.stream().map(Object::toString).toList()));
                }
            }
            case Instant instant -> texts.put(name, INSTANT.format(instant));
            default -> texts.put(name, value.toString());
        }
    }
}
