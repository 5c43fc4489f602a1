package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.lake.LakeFile;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.LakePartition.Retired;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The lake's partitions as stores keep them, times in milliseconds since 1970, and as its manifests list them. Whatever
/// was written once stays readable.
public final class LakeJson {

    /// Of the files' columns, and of the manifest itself.
    private static final int SCHEMA = 1;

    private LakeJson() {}

    public static String write(LakePartition partition) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tenant", partition.day().tenant().value());
        json.put("date", partition.day().date().toString());
        json.put("version", partition.version());
        json.put("files", files(partition));
        json.put("pending", partition.pending().stream().map(ObjectKey::value).toList());
        json.put("retired", partition.retired().stream().map(LakeJson::retired).toList());
        json.put("exportedAt", partition.exportedAt() == null ? null : partition.exportedAt().toEpochMilli());
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static List<Map<String, Object>> files(LakePartition partition) {
        return partition.files().stream().map(file -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("key", file.key().value());
            json.put("rows", file.rows());
            json.put("bytes", file.bytes());
            json.put("sha256", file.sha256().hex());
            return json;
        }).toList();
    }

    private static Map<String, Object> retired(Retired object) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", object.key().value());
        json.put("removeAt", object.removeAt().toEpochMilli());
        return json;
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException
    ///             if it is something else
    public static LakePartition read(String json) {
        StoredNode partition = StoredNode.read("partition of the lake", json);
        TenantDay day = new TenantDay(new TenantId(partition.text("tenant")), LocalDate.parse(partition.text("date")));
        return new LakePartition(day, partition.number("version").longValue(),
                partition.nodes("files").stream().map(LakeJson::readFile).toList(),
                partition.texts("pending").stream().map(ObjectKey::new).toList(),
                partition.nodes("retired").stream()
                        .map(object -> new Retired(new ObjectKey(object.text("key")), object.time("removeAt")))
                        .toList(),
                partition.ifHas("exportedAt", of -> of.time("exportedAt")));
    }

    private static LakeFile readFile(StoredNode file) {
        return new LakeFile(new ObjectKey(file.text("key")), file.number("rows").longValue(),
                file.number("bytes").longValue(), new Sha256(file.text("sha256")));
    }

    /// What readers find a tenant's files by.
    ///
    /// @param partitions in the order of their days; those without a file are left out
    public static byte[] manifest(TenantId tenant, List<LakePartition> partitions) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("tenant", tenant.value());
        json.put("partitions", partitions.stream().filter(partition -> !partition.files().isEmpty())
                .map(LakeJson::listed).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> listed(LakePartition partition) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("date", partition.day().date().toString());
        json.put("version", partition.version());
        json.put("exportedAt", partition.exportedAt());
        json.put("rows", partition.rows());
        json.put("bytes", partition.bytes());
        json.put("files", files(partition));
        return json;
    }
}
