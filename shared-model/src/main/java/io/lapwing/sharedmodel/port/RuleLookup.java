package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the rules that watch, for functions that evaluate many readings at once.
///
/// Thread-safe. An implementation may answer from memory that is at most two seconds old.
public interface RuleLookup {

    /// The enabled rules of each of these tenants, in ascending order of their ids; an empty list where there are none.
    ///
    /// @throws StoreUnavailable when they cannot be looked up
    Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants);
}
