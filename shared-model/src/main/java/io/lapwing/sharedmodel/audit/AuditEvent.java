package io.lapwing.sharedmodel.audit;

import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Something that was done, or refused, and must be answerable later.
///
/// @param tenant whose trail it belongs to: the tenant of who acted; null where nobody was recognised
/// @param actor who acted: `device:{id}`, `user:{sub}`, or `anonymous`
/// @param action what, as a verb phrase (`device.create`, `mqtt.publish`, `mqtt.connect`)
/// @param target on what, as the actor named it
/// @param detail what else explains it, without secrets
public record AuditEvent(Instant at, @Nullable TenantId tenant, String actor, String action, String target,
        Result result, @Nullable String detail) {

    private static final int MAX_LENGTH = 512;

    public enum Result {
        DONE, REFUSED
    }

    public AuditEvent {
        actor = clip(actor);
        target = clip(target);
        detail = detail == null ? null : clip(detail);
    }

    /// Names in here may be an attacker's: they are kept short, and what a store or a terminal would choke on is
    /// replaced.
    private static String clip(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        text.codePoints().limit(MAX_LENGTH).map(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
