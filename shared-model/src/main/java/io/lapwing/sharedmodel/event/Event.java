package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.device.TenantId;

/// Something that happened. It says what changed, not all of how things are now: who needs that looks it up.
///
/// Events of one thing (a command, a shadow, a file, an alert that people care for, a device that is watched) share an
/// [#orderKey()], and are delivered in the order of their [#position()]. The two together name an event: one that comes
/// again is known by them.
public sealed interface Event permits AlertEvent, CommandEvent, FileEvent, PresenceEvent, RuleEvent, ShadowEvent {

    TenantId tenant();

    /// What this is an event of, unique among all tenants. At most 200 characters of ASCII.
    String orderKey();

    /// Ascends among the events of one key, in the order in which they were committed; never the same twice.
    long position();
}
