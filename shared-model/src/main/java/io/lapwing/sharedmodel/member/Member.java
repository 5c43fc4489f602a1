package io.lapwing.sharedmodel.member;

import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Somebody who belongs to a tenant. His roles are what he may do where no token speaks for him, as in a chat.
///
/// @param name for people to read
/// @param lastSeenAt when he last asked for anything, to about an hour; null for one who was only entered
/// @param version counts the edits, not the sightings; [#NEW] of one that no store has seen yet
public record Member(TenantId tenant, UserId id, String name, Set<Role> roles, Instant createdAt, Instant updatedAt,
        @Nullable Instant lastSeenAt, long version) {
    /// The version of a member that is yet to be stored.
    public static final long NEW = 0;

    public Member {
        roles = Set.copyOf(roles);
    }

    /// One who shows up for the first time.
    public static Member firstSeen(TenantId tenant, UserId id, String name, Set<Role> roles, Instant now) {
        return new Member(tenant, id, name, roles, now, now, now, NEW);
    }

    /// One whom somebody enters.
    public static Member entered(TenantId tenant, UserId id, String name, Set<Role> roles, Instant now) {
        return new Member(tenant, id, name, roles, now, now, null, NEW);
    }

    /// With another name and other roles, of the version that it replaces.
    public Member changedTo(String otherName, Set<Role> otherRoles, Instant now) {
        return new Member(tenant, id, otherName, otherRoles, createdAt, now, lastSeenAt, version);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }
}
