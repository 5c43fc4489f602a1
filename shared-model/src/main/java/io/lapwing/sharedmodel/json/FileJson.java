package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.file.StoredFile.Times;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Files as stores keep them: one object, its times in milliseconds since 1970, without what is not known of it.
/// Whatever was written once stays readable.
public final class FileJson {

    private FileJson() {}

    public static String write(StoredFile file) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tenant", file.key().tenant().value());
        json.put("id", file.key().id().value());
        json.put("spec", spec(file.spec()));
        json.put("uploader", file.uploader());
        json.put("state", file.state());
        json.put("announcedAt", millis(file.times().announcedAt()));
        json.put("uploadEndsAt", millis(file.times().uploadEndsAt()));
        json.put("receivedAt", millis(file.times().receivedAt()));
        json.put("updatedAt", millis(file.times().updatedAt()));
        json.put("sha256", text(file.sha256()));
        json.put("duplicateOf", text(file.duplicateOf()));
        json.put("finding", file.finding());
        json.put("released", file.released());
        json.put("progress", file.progress());
        json.put("lease", lease(file.lease()));
        json.put("version", file.version());
        json.values().removeIf(value -> value == null);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> spec(FileSpec spec) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", spec.name());
        json.put("size", spec.size());
        json.put("type", spec.type().value());
        json.put("sha256", text(spec.sha256()));
        json.put("purpose", spec.purpose());
        json.put("profile", spec.profile());
        json.put("unknownDevices", spec.unknownDevices());
        json.put("reference", spec.reference());
        json.values().removeIf(value -> value == null);
        return json;
    }

    private static @Nullable Map<String, Object> lease(@Nullable Lease lease) {
        if (lease == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("holder", lease.holder());
        json.put("endsAt", lease.endsAt().toEpochMilli());
        return json;
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException
    ///             if it is something else
    public static StoredFile read(String json) {
        StoredNode file = StoredNode.read("file", json);
        return new StoredFile(new FileKey(new TenantId(file.text("tenant")), new FileId(file.text("id"))),
                readSpec(file.node("spec")), file.text("uploader"), FileState.valueOf(file.text("state")),
                new Times(file.time("announcedAt"), file.time("uploadEndsAt"),
                        file.ifHas("receivedAt", of -> of.time("receivedAt")), file.time("updatedAt")),
                sha256(file), file.ifHas("duplicateOf", of -> new FileId(of.text("duplicateOf"))),
                file.ifHas("finding", of -> readFinding(of.node("finding"))), file.flag("released"),
                readProgress(file.node("progress")), file.ifHas("lease", of -> readLease(of.node("lease"))),
                file.number("version").longValue());
    }

    private static FileSpec readSpec(StoredNode spec) {
        return new FileSpec(spec.text("name"), spec.number("size").longValue(), new ContentType(spec.text("type")),
                sha256(spec), FilePurpose.valueOf(spec.text("purpose")), Profile.valueOf(spec.text("profile")),
                UnknownDevices.valueOf(spec.text("unknownDevices")),
                spec.ifHas("reference", of -> of.text("reference")));
    }

    private static @Nullable Sha256 sha256(StoredNode node) {
        return node.ifHas("sha256", of -> new Sha256(of.text("sha256")));
    }

    private static FileFinding readFinding(StoredNode finding) {
        return new FileFinding(FileCode.valueOf(finding.text("code")), finding.number("line").longValue(),
                finding.text("message"));
    }

    private static Lease readLease(StoredNode lease) {
        return new Lease(lease.text("holder"), lease.time("endsAt"));
    }

    private static LoadProgress readProgress(StoredNode progress) {
        List<ReportedReject> rejects = progress.nodes("rejects").stream()
                .map(reject -> new ReportedReject(reject.ifHas("entry", of -> of.text("entry")),
                        reject.number("line").longValue(), FileCode.valueOf(reject.text("code")),
                        reject.text("message")))
                .toList();
        return new LoadProgress(progress.number("rowsTotal").longValue(), progress.number("rowsRead").longValue(),
                progress.number("rowsLoaded").longValue(), progress.number("rowsDuplicate").longValue(),
                progress.number("rowsRejected").longValue(), rejects, progress.number("rejectParts").intValue());
    }
}
