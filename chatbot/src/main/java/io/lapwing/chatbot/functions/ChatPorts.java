package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import org.jspecify.annotations.Nullable;

/// All that the functions of the chatbot need from the world, but for the chat platforms.
///
/// @param files null where none are taken
public record ChatPorts(DeviceRegistry registry, TelemetryStore telemetry, AlertStore alerts, CommandStore commands,
        MemberStore members, AuditLog audit, IdempotencyStore claims, WorkQueue queue, ConversationStore conversations,
        ChatLinks links, SubscriptionStore subscriptions, @Nullable FileStore files) {}
