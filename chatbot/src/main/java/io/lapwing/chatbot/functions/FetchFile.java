package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.functions.Claims.Attempt;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatFiles.Found;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The function `fetchFile`: a file that somebody shared goes from its platform into the object store, and is received
/// like any other upload. However often it is repeated, or killed in between, it is received once. Its bytes are never in
/// memory as a whole. Thread-safe.
public final class FetchFile implements Function<WorkItem, WorkOutcome> {
    static final long MAX_MEGABYTES = 100;
    /// What one call fetches within its time.
    static final long MAX_SIZE = MAX_MEGABYTES * 1024 * 1024;
    /// Longer than a platform is given to hand out all bytes.
    private static final Duration LEASE = Duration.ofMinutes(4);
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final ContentType UNKNOWN_TYPE = new ContentType("application/octet-stream");

    private final FileStore files;
    private final ObjectStore objects;
    private final ChatChannels channels;
    private final FileNews news;
    private final WorkQueue queue;
    private final Claims claims;
    private final InstantSource clock;

    FetchFile(FileStore files, ObjectStore objects, ChatChannels channels, FileNews news, WorkQueue queue,
            Claims claims, InstantSource clock) {
        this.files = files;
        this.objects = objects;
        this.channels = channels;
        this.news = news;
        this.queue = queue;
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        FileOrder order = FileOrder.read(item);
        return switch (claims.alone("chat.fetch", order.key().toString(), LEASE, () -> fetch(order, item.trace()))) {
            case Attempt.Now<Boolean> _,Attempt.Before<Boolean> _ -> new WorkOutcome.Done();
            case Attempt.Elsewhere<Boolean>(Duration left) ->
                new WorkOutcome.Again(left, "somebody else is fetching it");
        };
    }

    private boolean fetch(FileOrder order, @Nullable TraceParent trace) {
        Optional<StoredFile> known = files.find(order.key());
        if (known.isPresent() && known.get().state() != FileState.AWAITING_UPLOAD) {
            return false;
        }
        switch (find(order)) {
            case Found.Available(long size, _) when size > MAX_SIZE ->
                news.tell(order, trace, phrases -> phrases.text("files.too.large", name(order), MAX_MEGABYTES));
            case Found.Available(long size, _) when size < 1 ->
                news.tell(order, trace, phrases -> phrases.text("files.empty", name(order)));
            case Found.Available(long size, var source) ->
                take(order, known.orElse(null), new ObjectContent(type(order), size, source), trace);
            case Found.Gone(String reason) ->
                news.tell(order, trace, phrases -> phrases.text("files.gone", name(order), reason));
            case Found.TryLater(Duration after, String reason) -> later(order, trace, after, reason);
        }
        return true;
    }

    private Found find(FileOrder order) {
        ChatFiles platform = channels.files().get(order.conversation().place().channel());
        ChatPlace place = news.reachable(order.conversation());
        return platform == null ? new Found.Gone("the channel is not configured") : platform.find(place, order.file());
    }

    private void take(FileOrder order, @Nullable StoredFile known, ObjectContent content,
            @Nullable TraceParent trace) {
        StoredFile announced = known == null ? announced(order, content) : known;
        if (known == null && !files.save(announced, List.of())) {
            later(order, trace, AFTER_FAULT, "another process has announced it");
            return;
        }
        try {
            objects.put(order.key().upload(), content);
        } catch (ObjectContent.BadSource e) {
            later(order, trace, AFTER_FAULT, String.valueOf(e.getMessage()));
            return;
        }
        StoredFile received = announced.received(now());
        // If not, it has been received already: whoever watches the object store was faster.
        var _ = files.save(received, List.of(new RecordedEvent(
                new FileReceived(received.key(), received.version()), now(), trace)));
    }

    private StoredFile announced(FileOrder order, ObjectContent content) {
        FileSpec spec = new FileSpec(name(order), content.size(), content.type(), null, order.purpose(),
                Profile.DEFAULT, FileSpec.UnknownDevices.REFUSE, order.reference());
        return StoredFile.announced(order.key(), spec, order.actor(), now(), now().plus(UploadRequest.MAX_VALIDITY));
    }

    private static String name(FileOrder order) {
        return FileSpec.isName(order.file().name()) ? order.file().name() : "file";
    }

    private static ContentType type(FileOrder order) {
        try {
            return order.file().contentType() == null ? UNKNOWN_TYPE : new ContentType(order.file().contentType());
        } catch (IllegalArgumentException _) {
            return UNKNOWN_TYPE;
        }
    }

    private void later(FileOrder order, @Nullable TraceParent trace, Duration after, String reason) {
        if (Duration.between(order.since(), clock.instant()).compareTo(LIFE) > 0) {
            news.tell(order, trace, phrases -> phrases.text("files.gone", name(order), reason));
            return;
        }
        Duration delay = Duration.ofSeconds(Math.clamp(after.toSeconds() + 1, 1, WorkItem.MAX_DELAY.toSeconds()));
        queue.send(List.of(order.again().work(trace, delay)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
