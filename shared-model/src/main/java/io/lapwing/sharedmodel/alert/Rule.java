package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;

/// What a tenant wants to be told of.
///
/// @param version counts its changes, from 1; what an edit is checked against. A rule that is made anew under the id of
/// a deleted one begins above that one's.
public record Rule(TenantId tenant, RuleId id, Definition definition, Instant createdAt, Instant updatedAt,
        long version) {

    /// The part of it that people edit.
    ///
    /// @param enabled whether it watches; what a disabled rule had raised is cleared
    public record Definition(String name, RuleSelector selector, Condition condition, Severity severity,
            boolean enabled) {

        public Definition {
            if (name.isBlank() || name.length() > 128 || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("name: 1 to 128 characters, none of them a control character");
            }
        }
    }

    /// This rule with another definition, one version on.
    public Rule changedTo(Definition changed, Instant now) {
        return new Rule(tenant, id, changed, createdAt, now, version + 1);
    }
}
