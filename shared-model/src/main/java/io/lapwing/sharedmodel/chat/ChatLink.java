package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;

import java.time.Instant;

/// That an account on a chat platform is a member's. What it may do is what he may do at that moment.
public record ChatLink(ChatAccount account, TenantId tenant, UserId user, Instant linkedAt) {}
