package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.FileFields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.AppJson;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// `/v1/files`: what people send to be loaded, and what became of it. The bytes go straight to the object store, and come
/// straight from there.
record FileResource(ApiPorts.@Nullable Files given, Pages pages, InstantSource clock, RandomGenerator random) {
    private static final Duration UPLOAD_WITHIN = UploadRequest.MAX_VALIDITY;
    private static final Duration DOWNLOAD_WITHIN = UploadRequest.MAX_VALIDITY;
    /// For so long a client may keep the addresses that it was given: they are good for twice as long.
    private static final Duration ADDRESSES_KEPT = DOWNLOAD_WITHIN.dividedBy(2);
    private static final int RANDOM_BYTES = 10;

    ApiResponse list(Call call) {
        return pages.reply(call, files().list(call.tenant(), FileFields.filter(call.query()), pages.wanted(call)),
                AppJson::file);
    }

    ApiResponse get(Call call) {
        StoredFile file = find(call);
        Map<String, @Nullable Object> json = AppJson.file(file);
        addAddresses(json, file);
        long period = now().toEpochMilli() / ADDRESSES_KEPT.toMillis();
        return Replies.resource(call, EntityTag.of(file.version(), period), json);
    }

    private void addAddresses(Map<String, @Nullable Object> json, StoredFile file) {
        FileKey key = file.key();
        json.put("downloadUrl", file.times().receivedAt() == null ? null
                : address(new DownloadRequest(key.upload(), file.spec().name(), DOWNLOAD_WITHIN)));
        if (json.get("report") instanceof Map<?, ?> report) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            report.forEach((name, value) -> whole.put((String) name, value));
            whole.put("rejectsUrl", file.state().isFinal() && file.progress().rejectParts() > 0
                    ? address(new DownloadRequest(key.rejects(), "rejects-" + key.id() + ".csv", DOWNLOAD_WITHIN))
                    : null);
            json.put("report", whole);
        }
    }

    private String address(DownloadRequest request) {
        URI address = objects().presignDownload(request);
        return address.toString();
    }

    ApiResponse create(Call call) {
        FileSpec spec = FileFields.read(call.body());
        Instant now = now();
        byte[] unguessable = new byte[RANDOM_BYTES];
        random.nextBytes(unguessable);
        FileKey key = new FileKey(call.tenant(), FileId.of(now, unguessable));
        UploadTicket ticket = objects().presignUpload(
                new UploadRequest(key.upload(), spec.size(), spec.type(), spec.sha256(), UPLOAD_WITHIN));
        StoredFile file = StoredFile.announced(key, spec, call.user().actor(), now,
                ticket.expiresAt().truncatedTo(ChronoUnit.MILLIS));
        if (!files().save(file, List.of())) {
            throw new IllegalStateException("ids of files are met once: " + key);
        }
        Map<String, @Nullable Object> json = AppJson.file(file);
        json.put("upload", upload(ticket));
        return Replies.json(201, json).withHeader("Location", "/v1/files/" + key.id());
    }

    private static Map<String, Object> upload(UploadTicket ticket) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", ticket.method());
        json.put("url", ticket.url().toString());
        json.put("headers", ticket.headers());
        json.put("expiresAt", ticket.expiresAt());
        return json;
    }

    /// Has whatever can be read of a file loaded that cannot be trusted as a whole.
    ApiResponse release(Call call) {
        StoredFile file = find(call);
        if (!file.isReleasable()) {
            throw Problem.of(ProblemType.NOT_RELEASABLE).refuse();
        }
        StoredFile released = file.released(now());
        RecordedEvent event = new RecordedEvent(new FileReceived(file.key(), released.version()), now(), call.trace());
        if (!files().save(released, List.of(event))) {
            throw Problem.of(ProblemType.NOT_RELEASABLE).refuse();
        }
        return Replies.json(202, AppJson.file(released));
    }

    private ApiPorts.Files ports() {
        if (given == null) {
            throw Problem.of(ProblemType.NO_FILES_HERE).refuse();
        }
        return given;
    }

    private FileStore files() {
        return ports().store();
    }

    private ObjectStore objects() {
        return ports().objects().get();
    }

    private StoredFile find(Call call) {
        String id = call.pathValue("id");
        if (!FileId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return files().find(new FileKey(call.tenant(), new FileId(id)))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
