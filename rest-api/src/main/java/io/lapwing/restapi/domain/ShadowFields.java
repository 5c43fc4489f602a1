package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Removed;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Reads what an app wants to change about a shadow: `{"state":{"desired":{…}}}`.
public final class ShadowFields {
    private static final String DESIRED = "desired";

    private ShadowFields() {}

    /// An app says what it desires. What is reported is the device's own word.
    ///
    /// @throws RequestRefused
    ///             when it is no such update, naming what is wrong
    public static ShadowUpdate read(@Nullable Object body) {
        Fields fields = Fields.of(body);
        Object state = fields.raw("state");
        fields.check();
        if (!(state instanceof Map<?, ?> sections) || !sections.containsKey(DESIRED)) {
            throw Problem.invalid("state", "must be an object with a desired state").refuse();
        }
        for (Object section : sections.keySet()) {
            if (!section.equals(DESIRED)) {
                throw Problem.invalid("state." + section, section.equals("reported")
                        ? "is for the device itself to say"
                        : "is not known here").refuse();
            }
        }
        return new ShadowUpdate(desired(sections.get(DESIRED)), Section.KEPT, null, null, null);
    }

    private static Section desired(@Nullable Object desired) {
        return switch (desired) {
            case null -> new Removed();
            case Map<?, ?> object -> Merged.of(object)
                    .orElseThrow(() -> Problem.invalid("state.desired", "must have no null in an array").refuse());
            default -> throw Problem.invalid("state.desired", "must be an object, or null").refuse();
        };
    }
}
