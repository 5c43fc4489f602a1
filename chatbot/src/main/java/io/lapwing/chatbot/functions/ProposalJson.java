package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.domain.language.ModelTool;
import io.lapwing.chatbot.domain.language.ModelTool.Slot;
import io.lapwing.chatbot.domain.language.Proposal;
import io.lapwing.chatbot.domain.language.Proposal.Param;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads the arguments that a model gives for one of its tools. What is not exactly that tool's slots is no proposal.
final class ProposalJson {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_ITEMS = 10;
    private static final int MAX_DIGITS = 20;
    private static final int DATE = 10;
    private static final Pattern ZONED = Pattern.compile("(Z|[+-]\\d\\d:?\\d\\d)$");
    private static final Pattern PARAM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final ModelTool tool;
    private final Payload json;
    private final ZoneId zone;

    private ProposalJson(ModelTool tool, Payload json, ZoneId zone) {
        this.tool = tool;
        this.json = json;
        this.zone = zone;
    }

    /// @return empty if it is not what the tool takes
    static Optional<Proposal> read(ModelTool tool, String arguments, ZoneId zone) {
        if (arguments.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProposalJson(tool, Payload.read(arguments.isBlank() ? "{}" : arguments), zone)
                    .proposal());
        } catch (MalformedPayload | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private Proposal proposal() {
        if (!json.isObject() || !json.names().stream().allMatch(tool::has)) {
            throw new MalformedPayload("not the slots of this tool");
        }
        Payload params = json.at("params");
        Slots slots = new Slots(all("devices", DeviceId::new), text("type"), text("site"), oneOf(Slot.STATE),
                Optional.ofNullable(oneOf(Slot.SEVERITY)).map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                text("metric"), all("alerts", AlertId::new), time("from"), time("to"), time("until"), method(),
                params(params), null, oneOf(Slot.AGG), null);
        return new Proposal(tool, slots, plain(params));
    }

    private <T> List<T> all(String name, Function<String, T> read) {
        List<Payload> items = json.at(name).items();
        if (items.size() > MAX_ITEMS) {
            throw new MalformedPayload("too many " + name);
        }
        return items.stream().map(item -> read.apply(item.text())).distinct().toList();
    }

    /// Models write what they leave out in several ways.
    private @Nullable String text(String name) {
        return json.at(name).optionalText().filter(text -> !text.isBlank()).orElse(null);
    }

    private @Nullable String oneOf(Slot slot) {
        String value = text(slot.contractName());
        if (value != null && !tool.values(slot).contains(value)) {
            throw new MalformedPayload("no such " + slot.contractName());
        }
        return value;
    }

    private @Nullable String method() {
        String method = text("method");
        if (method != null && !Command.isMethod(method)) {
            throw new MalformedPayload("no method");
        }
        return method;
    }

    /// A time of the user's zone, or one that says its own; of a day alone, its beginning.
    private @Nullable Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (text.length() == DATE) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        return ZONED.matcher(text).find() ? Instant.parse(text) : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private static @Nullable JsonText params(Payload params) {
        return params.isPresent() && !params.names().isEmpty() ? params.json() : null;
    }

    private static List<Param> plain(Payload params) {
        List<Param> plain = new ArrayList<>();
        for (String name : params.names()) {
            if (!PARAM.matcher(name).matches() || plain.size() == MAX_ITEMS) {
                throw new MalformedPayload("no parameter");
            }
            plain.add(param(name, params.at(name)));
        }
        return plain;
    }

    private static Param param(String name, Payload value) {
        return switch (value.scalar()) {
            case String text -> new Param(name, Param.Kind.TEXT, text);
            case Boolean flag -> new Param(name, Param.Kind.FLAG, flag.toString());
            case Number number -> new Param(name, Param.Kind.NUMBER, digits(new BigDecimal(number.toString())));
            default -> throw new MalformedPayload("no plain value");
        };
    }

    /// Nobody says a number with more digits, and some cannot be written out at all.
    private static String digits(BigDecimal number) {
        if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
            throw new MalformedPayload("too many digits");
        }
        return number.toPlainString();
    }

}
