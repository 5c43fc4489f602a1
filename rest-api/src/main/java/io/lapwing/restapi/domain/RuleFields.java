package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Reads a rule from the body of a create, of an edit or of a preview.
public final class RuleFields {
    private static final int MAX_SELECTED = 1000;
    private static final List<String> SEVERITIES = Stream.of(Severity.values()).map(RuleFields::text).toList();

    private RuleFields() {}

    /// A rule that is to be made; its id is null where the server shall find one.
    public record Draft(@Nullable RuleId id, Definition definition) {}

    /// @throws RequestRefused
    ///             when it cannot be a rule, naming every wrong field
    public static Draft readDraft(@Nullable Object body) {
        Fields fields = Fields.of(body);
        RuleId id = id(fields, "id");
        return new Draft(id, definition(fields));
    }

    /// What a rule is to be from now on. What a GET answers may be sent back: fields that nobody can edit are taken
    /// where they are no others.
    ///
    /// @throws RequestRefused
    ///             when it cannot be a rule, naming every wrong field
    public static Definition readReplacement(@Nullable Object body, RuleId own) {
        Fields fields = Fields.of(body);
        RuleId id = id(fields, "id");
        if (id != null && !id.equals(own)) {
            fields.error("id", "must be that of the path");
        }
        fields.has("createdAt");
        fields.has("updatedAt");
        return definition(fields);
    }

    private static Definition definition(Fields fields) {
        String name = fields.requiredText("name");
        RuleSelector selector = selector(fields);
        Condition condition = condition(fields);
        String severity = fields.word("severity", SEVERITIES);
        boolean enabled = fields.flag("enabled", true);
        fields.check();
        if (condition == null || severity == null) {
            throw new IllegalStateException("what is missing was not noted as an error");
        }
        return new Definition(name, selector, condition, Severity.valueOf(severity.toUpperCase(Locale.ROOT)), enabled);
    }

    /// How a severity is written.
    static String text(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable RuleId id(Fields fields, String field) {
        Object value = fields.raw(field);
        if (value instanceof String text && RuleId.isValid(text)) {
            return new RuleId(text);
        }
        if (value != null) {
            fields.error(field, "must be 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        return null;
    }

    /// The condition, which must be there; null, with every error noted, where it is none.
    static @Nullable Condition condition(Fields fields) {
        fields.require("condition");
        return fields.raw("condition") == null ? null : ConditionFields.read(fields.object("condition"));
    }

    static RuleSelector selector(Fields rule) {
        Fields fields = rule.object("selector");
        List<String> ids = fields.texts("deviceIds", MAX_SELECTED);
        for (String id : ids) {
            if (!DeviceId.isValid(id)) {
                fields.error("deviceIds", "must be device ids: 1 to 64 of A-Z, a-z, 0-9, _, ., : and -");
                break;
            }
        }
        Set<DeviceId> deviceIds = ids.stream().filter(DeviceId::isValid).map(DeviceId::new)
                .collect(Collectors.toSet());
        TreeMap<String, String> labels = new TreeMap<>();
        fields.pairs("labels").forEach((key, value) -> {
            if (value == null) {
                fields.error("labels." + key, "must be a text");
            } else {
                labels.put(key, value);
            }
        });
        return new RuleSelector(deviceIds, Set.copyOf(fields.texts("types", MAX_SELECTED)),
                Set.copyOf(fields.texts("sites", MAX_SELECTED)), labels);
    }
}
