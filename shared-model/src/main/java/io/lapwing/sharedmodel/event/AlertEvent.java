package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;

/// An alert began, ended, or was cared for.
public sealed interface AlertEvent extends Event {

    DeviceKey device();

    AlertId alert();

    @Override
    default TenantId tenant() {
        return device().tenant();
    }

    /// @param startedAt the event time of the first breaching reading
    record AlertRaised(DeviceKey device, AlertId alert, RuleId rule, Severity severity, Instant startedAt,
            String message, WatchPosition place) implements AlertEvent {

        @Override
        public String orderKey() {
            return "watch/" + device;
        }

        @Override
        public long position() {
            return place.value();
        }
    }

    /// @param clearedAt the event time of its end
    record AlertCleared(DeviceKey device, AlertId alert, RuleId rule, Severity severity, Instant clearedAt,
            WatchPosition place) implements AlertEvent {

        @Override
        public String orderKey() {
            return "watch/" + device;
        }

        @Override
        public long position() {
            return place.value();
        }
    }

    /// Somebody acknowledged it, silenced it, or ended its silence.
    ///
    /// @param actor who, as in the audit trail
    /// @param version of the alert after that
    record AlertCaredFor(DeviceKey device, AlertId alert, Deed deed, String actor, long version) implements AlertEvent {

        public enum Deed {
            ACKNOWLEDGED, SILENCED, UNSILENCED
        }

        @Override
        public String orderKey() {
            return "alert/" + device.tenant() + "/" + alert;
        }

        @Override
        public long position() {
            return version;
        }
    }
}
