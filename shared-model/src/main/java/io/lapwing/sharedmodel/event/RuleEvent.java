package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;

import org.jspecify.annotations.Nullable;

/// A rule is not what it was.
public sealed interface RuleEvent extends Event {

    /// It was made, changed or deleted, and the tenant's devices have to be looked at in its light: a page of them at a
    /// time, each page an event of its own.
    ///
    /// @param version of the rule after the change; one more than its last where it was deleted
    /// @param page counts the pages, from 0
    /// @param after the last device of the page before; null on the first
    record RuleChanged(TenantId tenant, RuleId rule, long version, int page, @Nullable DeviceId after)
            implements
            RuleEvent {

        private static final int MAX_PAGES = 1_000_000;

        @Override
        public String orderKey() {
            return "rule/" + tenant + "/" + rule;
        }

        @Override
        public long position() {
            return version * MAX_PAGES + page;
        }
    }
}
