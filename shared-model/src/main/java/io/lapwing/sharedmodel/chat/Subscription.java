package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// That alerts of a tenant are told in a place.
///
/// @param subscriber who wanted it: it ends with what he may see
/// @param wish which alerts
/// @param board what was told there and is kept up to date, as a document of the chatbot's own
/// @param language what it is told in: a language tag
/// @param version counts its changes, from 1
public record Subscription(TenantId tenant, ChatPlace place, ChatAccount subscriber, Wish wish, String language,
        JsonText board, Instant createdAt, long version) {
    /// A board that nothing was put on yet.
    public static final JsonText EMPTY_BOARD = new JsonText("{}");

    /// Alerts that meet all of these; what is empty or null is met by all.
    ///
    /// @param severity the least severe that counts
    public record Wish(Severity severity, @Nullable String type, @Nullable String site, Set<DeviceId> devices) {
        public Wish {
            devices = Set.copyOf(devices);
        }
    }

    public Subscription {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    public Subscription wishing(Wish other) {
        return new Subscription(tenant, place, subscriber, other, language, board, createdAt, version + 1);
    }

    public Subscription showing(JsonText other) {
        return new Subscription(tenant, place, subscriber, wish, language, other, createdAt, version + 1);
    }
}
