package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.lake.LakeFile;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [LakeCatalog] does.
public abstract class LakeCatalogContract {

    private static final LocalDate DATE = LocalDate.of(2026, 1, 1);
    /// Before what any other test waits for, so that all of them can share a store.
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private final TenantId tenant = freshTenant();
    private final LakePartition none = LakePartition.none(new TenantDay(tenant, DATE));

    protected abstract LakeCatalog catalog();

    @Test
    void knows_nothing_of_a_partition_at_first() {
        assertThat(catalog().find(none.day())).isEqualTo(none);
        assertThat(catalog().list(tenant, null, 10)).isEmpty();
    }

    @Test
    void gives_back_each_version_as_it_was_saved() {
        LakePartition writing = none.writingNext();
        LakePartition written = writing.replacedBy(List.of(file(writing.pending().getFirst())), T0, T0.plusSeconds(9));
        LakePartition rewriting = written.writingNext();
        LakePartition rewritten = rewriting.replacedBy(List.of(file(rewriting.pending().getFirst())),
                T0.plusMillis(1), T0.plusSeconds(10));

        for (LakePartition version : List.of(writing, written, rewriting, rewritten)) {
            assertThat(catalog().save(version)).isTrue();
            assertThat(catalog().find(none.day())).isEqualTo(version);
        }
        assertThat(rewritten.retired()).hasSize(1);
    }

    @Test
    void refuses_what_is_not_the_next_version() {
        LakePartition first = none.writingNext();
        assertThat(catalog().save(first.writingNext())).isFalse();
        assertThat(catalog().save(first)).isTrue();
        assertThat(catalog().save(first)).isFalse();

        assertThat(catalog().find(none.day())).isEqualTo(first);
    }

    @Test
    void lets_one_of_many_save_a_version() {
        assertThat(race(8, _ -> catalog().save(none.writingNext()))).filteredOn(saved -> saved).hasSize(1);
        LakePartition second = none.writingNext().writingNext();
        assertThat(race(8, _ -> catalog().save(second))).filteredOn(saved -> saved).hasSize(1);
    }

    @Test
    void lists_the_partitions_of_a_tenant_page_by_page() {
        for (int day : new int[]{2, 0, 1}) {
            catalog().save(LakePartition.none(new TenantDay(tenant, DATE.plusDays(day))).writingNext());
        }
        catalog().save(LakePartition.none(new TenantDay(freshTenant(), DATE)).writingNext());

        assertThat(dates(catalog().list(tenant, null, 2))).containsExactly(DATE, DATE.plusDays(1));
        assertThat(dates(catalog().list(tenant, DATE.plusDays(1), 2))).containsExactly(DATE.plusDays(2));
    }

    @Test
    void finds_what_is_to_be_removed_by_now() {
        LakePartition retiring = none.writingNext().replacedBy(List.of(), T0, LONG_AGO);
        catalog().save(none.writingNext());
        catalog().save(retiring);

        assertThat(catalog().due(LONG_AGO.minusMillis(1), 100)).doesNotContain(retiring);
        assertThat(catalog().due(LONG_AGO, 100)).contains(retiring);

        catalog().save(retiring.cleaned(LONG_AGO));
        assertThat(catalog().due(LONG_AGO, 100)).extracting(LakePartition::day).doesNotContain(none.day());
    }

    private static List<LocalDate> dates(List<LakePartition> partitions) {
        return partitions.stream().map(partition -> partition.day().date()).toList();
    }

    private static LakeFile file(ObjectKey key) {
        return new LakeFile(key, 3, 400, Sha256.of(new byte[]{1}));
    }
}
