package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Board;
import io.lapwing.chatbot.domain.Board.Entry;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.chat.ChatNews.AlertChanged;
import io.lapwing.sharedmodel.chat.ChatNews.CommandEnded;
import io.lapwing.sharedmodel.chat.ChatNews.FileEnded;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.chat.Subscription.Wish;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.Text;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The function `notifyChat`: what happened to alerts goes on the boards of the places that want to know. What is on a
/// board and was not told yet is written a moment later by [WriteBoards], so that many alerts at once are one message.
/// Thread-safe; an event that comes again changes nothing.
public final class NotifyChat implements Function<WorkItem, WorkOutcome> {
    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_MESSAGE = 160;

    private final SubscriptionStore subscriptions;
    private final AlertStore alerts;
    private final FleetDirectory fleet;
    private final WorkQueue queue;
    private final CommandEndings endings;
    private final FileNews files;
    private final InstantSource clock;

    NotifyChat(SubscriptionStore subscriptions, AlertStore alerts, FleetDirectory fleet, WorkQueue queue,
            CommandEndings endings, FileNews files, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.alerts = alerts;
        this.fleet = fleet;
        this.queue = queue;
        this.endings = endings;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        switch (ChatNews.read(item.payload())) {
            case AlertChanged(TenantId tenant, AlertId id) -> alerts.find(tenant, id)
                    .ifPresent(alert -> tell(alert, item.trace()));
            case CommandEnded(TenantId tenant, CommandId id) -> endings.tell(tenant, id, item.trace());
            case FileEnded(TenantId tenant, FileId id) -> files.tell(tenant, id, item.trace());
        }
        return new WorkOutcome.Done();
    }

    private void tell(Alert alert, @Nullable TraceParent trace) {
        List<Subscription> places = subscriptions.list(alert.device().tenant());
        if (!places.isEmpty()) {
            fleet.find(alert.device().tenant(), alert.device().device())
                    .ifPresent(device -> places.forEach(place -> tell(place, alert, device, trace)));
        }
    }

    private void tell(Subscription first, Alert alert, Device device, @Nullable TraceParent trace) {
        Subscription place = first;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Board board = BoardJson.read(place.board());
            Board changed = changed(place, board, alert, device);
            if (changed.equals(board)) {
                return;
            }
            if (subscriptions.save(place.showing(BoardJson.write(changed))) == SubscriptionStore.Written.DONE) {
                if (board.isLeft(clock.instant())) {
                    queue.send(List.of(BoardWork.in(place, trace)));
                }
                return;
            }
            Optional<Subscription> now = subscriptions.find(place.tenant(), place.place());
            if (now.isEmpty()) {
                return;
            }
            place = now.get();
        }
        throw new StoreUnavailable("SubscriptionStore.save", first.place().toString(),
                new IllegalStateException("the subscription changes all the time"));
    }

    /// The alert as it is now: what comes first may be an older news of it, or a newer one.
    private Board changed(Subscription place, Board board, Alert alert, Device device) {
        Instant silent = alert.care().silencedUntil();
        Entry entry = new Entry(alert.id(), alert.device().device(), alert.severity(),
                Text.printable(alert.message(), MAX_MESSAGE), alert.clearedAt(), alert.care().acknowledgedBy(),
                silent != null && silent.isAfter(clock.instant()));
        if (board.knows(alert.id())) {
            return board.updated(entry);
        }
        return alert.isOpen() && !entry.isSilenced() && wants(place.wish(), alert, device)
                ? board.raised(entry, clock.instant())
                : board;
    }

    private static boolean wants(Wish wish, Alert alert, Device device) {
        return alert.severity().compareTo(wish.severity()) >= 0
                && (wish.type() == null || wish.type().equals(device.profile().type()))
                && (wish.site() == null || wish.site().equals(device.profile().site()))
                && (wish.devices().isEmpty() || wish.devices().contains(device.key().device()));
    }
}
