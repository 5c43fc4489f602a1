package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What was read from a payload, in the lines of a golden file.
final class ParsedPayloadText {

    private ParsedPayloadText() {}

    static List<String> of(ParsedPayload parsed) {
        return switch (parsed) {
            case Unreadable(var code, var reason) -> List.of("    unreadable " + code + ": " + reason);
            case Parsed(var mid, var entries) -> {
                List<String> lines = new ArrayList<>();
                if (mid != null) {
                    lines.add("    message mid=" + mid);
                }
                entries.forEach(entry -> addEntry(entry, entries.size() > 1, lines));
                yield lines;
            }
        };
    }

    private static void addEntry(Entry entry, boolean oneOfSeveral, List<String> lines) {
        lines.add("    entry" + part("child", entry.child()) + part("ts", entry.tsMillis())
                + part("seq", entry.seq() == 0 ? null : entry.seq()) + part("mid", entry.mid()));
        entry.values().forEach((name, value) -> lines.add("        " + name + " = " + text(value)));
        entry.refusals().forEach(refusal -> lines.add("        refused " + refusal.code() + ": " + refusal.reason()));
        if (oneOfSeveral) {
            lines.add("        original " + text(entry.original()));
        }
    }

    private static String part(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + "=" + value;
    }

    private static String text(MetricValue value) {
        return switch (value) {
            case IntegerValue(long integer) -> "integer " + integer;
            case DecimalValue(double decimal) -> "decimal " + decimal;
            case BooleanValue(boolean bool) -> "boolean " + bool;
            case TextValue(String text) -> "text " + text;
            case JsonValue(String json) -> "json " + json;
        };
    }

    private static String text(Payload payload) {
        return payload.format() == PayloadFormat.CBOR
                ? "CBOR " + HexFormat.of().formatHex(payload.toBytes())
                : payload.format() + " " + new String(payload.toBytes(), StandardCharsets.UTF_8);
    }
}
