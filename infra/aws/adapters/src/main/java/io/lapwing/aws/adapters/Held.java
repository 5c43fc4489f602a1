package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What was read for a transaction. Conditions make sure that it is written only if that still holds.
///
/// @param devices those that are registered
/// @param claims those that were found; none where they were not looked for
/// @param quarantine what was found of the messages that come in and are replayed
/// @param parts what those parts of journals came to that were written before
record Held(Map<DeviceKey, HeldDevice> devices, Map<ClaimKey, Claim> claims,
        Map<QuarantineKey, QuarantineEntry> quarantine, Map<DynamoDbKey, Written> parts) {

    /// A device.
    ///
    /// @param hours up to which hour each metric is known to be in the catalogue
    /// @param pages the catalogue; null where nothing in it has to move
    /// @param existing the readings that are there under the keys that come
    record HeldDevice(StateItem state, Map<MetricName, Integer> hours,
            @Nullable List<Map<String, AttributeValue>> pages, ExistingReadings.Existing existing) {}
}
