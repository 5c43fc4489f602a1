package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.RuleProgress;

import java.util.Optional;

/// A rule that was made, changed or deleted, and as which devices have to be looked at.
///
/// @param rule as it is now; empty if it is gone
public record ChangedRule(RuleChanged change, Optional<Rule> rule) {

    public RuleId id() {
        return change.rule();
    }

    /// Whether any device could be concerned. None is by a new threshold, which has opened nothing and waits for
    /// readings. A change that another has followed is left to that one's event.
    public boolean concernsDevices() {
        if (rule.isEmpty()) {
            return true;
        }
        boolean isNewThreshold = rule.get().version() == 1
                && rule.get().definition().condition() instanceof Threshold;
        return rule.get().version() <= change.version() && !isNewThreshold;
    }

    public boolean concerns(Device device, DeviceWatch watch) {
        RuleProgress progress = watch.rules().get(id());
        Optional<Rule> watching = rule
                .filter(current -> current.definition().enabled() && current.definition().selector().selects(device));
        if (watching.isEmpty()) {
            return progress != null;
        }
        return switch (watching.get().definition().condition()) {
            case Threshold _ -> progress != null && progress.version() < watching.get().version();
            case Stale _ -> device.lastSeenAt() != null;
            case Offline _ -> progress != null || (!watch.presence().online() && watch.presence().since() != null);
        };
    }

    /// The event for the devices after this page; empty after the last.
    ///
    /// @param page of devices in the order of their ids, which are its cursors
    public Optional<RuleChanged> next(Page<Device> page) {
        return Optional.ofNullable(page.next()).map(last -> new RuleChanged(change.tenant(), change.rule(),
                change.version(), change.page() + 1, new DeviceId(last)));
    }
}
