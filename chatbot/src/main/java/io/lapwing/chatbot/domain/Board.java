package io.lapwing.chatbot.domain;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What a place was told of alerts, and what is still to be told: alerts that begin at about the same time share one
/// notice, which is kept up to date for as long as it is remembered. So many alerts make few messages. Immutable.
///
/// @param isForMany whether others read there beside the subscriber
/// @param notices the oldest first, at most [#MAX_NOTICES]
public record Board(boolean isForMany, List<Notice> notices) {
    /// Alerts that begin within this time of a notice's first join it.
    static final Duration JOINING = Duration.ofMinutes(5);
    /// Longer than it takes until somebody writes it.
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);
    static final int MAX_NOTICES = 5;
    static final int MAX_ENTRIES = 15;

    /// One message.
    ///
    /// @param message where it stands; null as long as it was not written
    /// @param isStale whether it says less than is known
    public record Notice(@Nullable MessageRef message, Instant begunAt, List<Entry> entries, boolean isStale) {
        public Notice {
            entries = List.copyOf(entries);
        }

        boolean has(AlertId alert) {
            return entries.stream().anyMatch(entry -> entry.alert().equals(alert));
        }

        public boolean isOver() {
            return entries.stream().allMatch(entry -> entry.clearedAt() != null);
        }
    }

    /// An alert in a notice.
    ///
    /// @param acknowledgedBy as in the audit trail
    public record Entry(AlertId alert, DeviceId device, Severity severity, String message,
            @Nullable Instant clearedAt, @Nullable String acknowledgedBy, boolean isSilenced) {}

    public Board {
        notices = List.copyOf(notices);
    }

    public static Board empty(boolean isForMany) {
        return new Board(isForMany, List.of());
    }

    public boolean knows(AlertId alert) {
        return notices.stream().anyMatch(notice -> notice.has(alert));
    }

    /// With an alert that has begun; as it is where that is known.
    public Board raised(Entry entry, Instant now) {
        if (knows(entry.alert())) {
            return this;
        }
        List<Notice> changed = new ArrayList<>(notices);
        Notice last = notices.isEmpty() ? null : notices.getLast();
        if (last != null && last.entries().size() < MAX_ENTRIES && now.isBefore(last.begunAt().plus(JOINING))) {
            List<Entry> entries = new ArrayList<>(last.entries());
            entries.add(entry);
            changed.set(changed.size() - 1, new Notice(last.message(), last.begunAt(), entries, true));
        } else {
            changed.add(new Notice(null, now, List.of(entry), true));
        }
        return new Board(isForMany, changed.subList(Math.max(0, changed.size() - MAX_NOTICES), changed.size()));
    }

    /// With an alert as it is now; as it is where nothing has changed.
    public Board updated(Entry now) {
        return new Board(isForMany, notices.stream().map(notice -> {
            List<Entry> entries = notice.entries().stream()
                    .map(entry -> entry.alert().equals(now.alert()) ? now : entry).toList();
            return entries.equals(notice.entries()) ? notice
                    : new Notice(notice.message(), notice.begunAt(), entries, true);
        }).toList());
    }

    /// After a notice was written as it is in here.
    public Board told(Notice notice, MessageRef message) {
        return new Board(isForMany, notices.stream().map(other -> other.begunAt().equals(notice.begunAt())
                ? new Notice(message, other.begunAt(), other.entries(), !other.entries().equals(notice.entries()))
                : other).toList());
    }

    /// Whether nobody is about to write what is to be written: there was nothing, or it has waited for too long.
    public boolean isLeft(Instant now) {
        return stale().stream().allMatch(notice -> now.isAfter(notice.begunAt().plus(WRITTEN_WITHIN)));
    }

    /// The notices that are yet to be written.
    public List<Notice> stale() {
        return notices.stream().filter(Notice::isStale).toList();
    }
}
