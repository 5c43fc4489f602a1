package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;
import java.util.Optional;

/// The rules of every tenant. Each change goes into the outbox in the same transaction.
///
/// Thread-safe. Reads see every write that has returned. A rule is one item under its key; edits are compare-and-set on
/// its version. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface RuleStore extends RuleLookup {

    /// How many rules a tenant can have, so that each evaluation can know them all.
    int MAX_RULES = 1000;

    /// What became of a write.
    enum Written {
        DONE,
        /// Its id is taken, or its version is another: nothing has changed.
        CONFLICT,
        /// The tenant has [#MAX_RULES] rules: nothing has changed.
        TOO_MANY
    }

    Optional<Rule> find(TenantId tenant, RuleId id);

    /// Rules in ascending order of their ids.
    Page<Rule> list(TenantId tenant, PageRequest page);

    /// The version that a rule made under this id now has to have: 1, or, since its predecessor's deletion counts as a
    /// change, one above that. Of an id that is taken, one that [#save] refuses.
    long firstVersion(TenantId tenant, RuleId id);

    /// Stores a rule: a new one if its version is the first, else in place of the version before.
    Written save(Rule rule, List<RecordedEvent> events);

    /// Removes a rule, if its version still is `version`. That is a change, and has version `version + 1`, which is
    /// remembered, so that no later rule of this id can be taken for this one.
    ///
    /// @return false if it is not, or the rule is gone: then nothing has changed
    boolean delete(TenantId tenant, RuleId id, long version, List<RecordedEvent> events);
}
