package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.RuleSelector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What a preview is asked for.
///
/// @param limit how many devices at most
public record PreviewRequest(Subject subject, TimeRange range, int limit) {
    private static final int MAX_DEVICES = 50;
    private static final Duration MAX_RANGE = Duration.ofDays(31);

    /// Which rule is tried.
    public sealed interface Subject {
        /// One that there is.
        record Known(RuleId id) implements Subject {}

        /// One that there may be some time.
        record Drafted(RuleSelector selector, Condition condition) implements Subject {}
    }

    /// @throws RequestRefused
    ///             when it asks for nothing that there can be, naming every wrong field
    public static PreviewRequest read(@Nullable Object body, Instant now) {
        Fields fields = Fields.of(body);
        TimeRange range = TimeRange.of(fields.time("from"), fields.time("to"), now);
        if (range.isEmpty() || range.to().isAfter(range.from().plus(MAX_RANGE))) {
            fields.error("from", "must be before to, by at most 31 days");
        }
        int limit = (int) fields.integer("limit", 1, MAX_DEVICES, MAX_DEVICES);
        Subject subject = fields.raw("ruleId") == null ? drafted(fields) : known(fields);
        fields.check();
        if (subject == null) {
            throw new IllegalStateException("what is missing was not noted as an error");
        }
        return new PreviewRequest(subject, range, limit);
    }

    private static @Nullable Subject known(Fields fields) {
        RuleId id = RuleFields.id(fields, "ruleId");
        return id == null ? null : new Subject.Known(id);
    }

    /// What a rule consists of may all be given; what says nothing about when it is raised is not looked at.
    private static @Nullable Subject drafted(Fields fields) {
        List.of("id", "name", "severity", "enabled").forEach(fields::has);
        RuleSelector selector = RuleFields.selector(fields);
        Condition condition = RuleFields.condition(fields);
        return condition == null ? null : new Subject.Drafted(selector, condition);
    }
}
