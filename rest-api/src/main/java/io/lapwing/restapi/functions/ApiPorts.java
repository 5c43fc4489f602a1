package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// All that the function `api` needs from the world.
///
/// @param files null where none are taken
/// @param chat null where no chatbot runs with it
public record ApiPorts(DeviceRegistry registry, DeviceCredentials credentials, TelemetryStore telemetry,
        TelemetryIngestion ingestion, QuarantineStore quarantine, IdempotencyStore idempotency, AuditLog audit,
        Readiness readiness, CommandStore commands, ShadowStore shadows, RuleStore rules, AlertStore alerts,
        MemberStore members, RateLimiter limiter, StreamTickets tickets, ChatLinks links,
        @Nullable Files files, @Nullable WebChat chat) {

    /// What takes files.
    ///
    /// @param objects asked for when an address is wanted, and no earlier
    public record Files(FileStore store, Supplier<ObjectStore> objects) {}
}
