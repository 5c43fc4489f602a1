package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Reads which alerts a list is to have.
public final class AlertQuery {
    private static final String OPEN = "open";
    private static final List<String> STATES = List.of(OPEN, "cleared");
    private static final List<String> SEVERITIES = Stream.of(Severity.values()).map(RuleFields::text).toList();

    private AlertQuery() {}

    public static AlertFilter filter(QueryParameters query) {
        return new AlertFilter(query.word("state", STATES).map(OPEN::equals).orElse(null),
                query.word("severity", SEVERITIES).map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                id(query, "deviceId", DeviceId::isValid, DeviceId::new), query.text("site").orElse(null),
                id(query, "ruleId", RuleId::isValid, RuleId::new));
    }

    private static <T> @Nullable T id(QueryParameters query, String name, Predicate<String> isValid,
            Function<String, T> id) {
        return query.text(name).map(text -> {
            if (!isValid.test(text)) {
                throw Problem.invalid(name, "is not an id").refuse();
            }
            return id.apply(text);
        }).orElse(null);
    }
}
