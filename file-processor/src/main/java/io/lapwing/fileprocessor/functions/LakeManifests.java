package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.json.LakeJson;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Writes the list of a tenant's files, which a reader takes instead of looking into folders.
final class LakeManifests {

    private static final ContentType JSON = new ContentType("application/json");
    private static final int PAGE = 1000;
    private static final int MAX_ATTEMPTS = 10;

    private final LakePorts ports;

    LakeManifests(LakePorts ports) {
        this.ports = ports;
    }

    /// Writes it, and once more where the partitions changed meanwhile: of two who write at once, the one with the older
    /// list may have been the later.
    void write(TenantId tenant) {
        List<LakePartition> partitions = partitions(tenant);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            ports.files().put(TenantDay.manifestOf(tenant),
                    ObjectContent.of(JSON, LakeJson.manifest(tenant, partitions)));
            List<LakePartition> now = partitions(tenant);
            if (now.equals(partitions)) {
                return;
            }
            partitions = now;
        }
    }

    private List<LakePartition> partitions(TenantId tenant) {
        List<LakePartition> all = new ArrayList<>();
        @Nullable
        LocalDate after = null;
        List<LakePartition> page;
        do {
            page = ports.catalog().list(tenant, after, PAGE);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().day().date();
        } while (page.size() == PAGE);
        return all;
    }
}
