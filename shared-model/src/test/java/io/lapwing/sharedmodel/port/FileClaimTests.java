package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.FileBuilder;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static io.lapwing.sharedmodel.port.FileTests.lease;
import static org.assertj.core.api.Assertions.assertThat;

/// The same bytes are taken once.
interface FileClaimTests extends FileTests {

    /// Those that the files of these tests have, unless they say otherwise.
    Sha256 BYTES = Sha256.of(new byte[]{1, 2, 3});

    private StoredFile read(FileBuilder builder, Sha256 digest) {
        return saved(processing(builder).inspected(digest, 10, lease(), now()));
    }

    private StoredFile read(TenantId tenant) {
        return read(aFile().in(tenant), BYTES);
    }

    @Test
    default void gives_bytes_to_the_file_that_claims_them_first() {
        TenantId tenant = freshTenant();
        StoredFile first = read(tenant);
        StoredFile second = read(tenant);

        assertThat(files().claimBytes(second)).isEqualTo(second.key().id());
        assertThat(files().claimBytes(first)).isEqualTo(second.key().id());
        assertThat(files().claimBytes(second)).isEqualTo(second.key().id());
        assertThat(found(first)).isEqualTo(first);
        assertThat(found(second)).isEqualTo(second);
    }

    @Test
    default void leaves_bytes_with_a_file_that_was_completed() {
        TenantId tenant = freshTenant();
        StoredFile first = read(tenant);
        files().claimBytes(first);

        saved(first.completed(null, now()));

        assertThat(files().claimBytes(read(tenant))).isEqualTo(first.key().id());
    }

    @Test
    default void tells_bytes_apart_by_digest_tenant_and_what_is_made_of_them() {
        TenantId tenant = freshTenant();
        List<StoredFile> files = List.of(read(tenant), read(aFile().in(tenant), Sha256.of(new byte[]{4})),
                read(aFile().in(tenant).withPurpose(FilePurpose.ATTACHMENT), BYTES),
                read(aFile().in(tenant).withProfile(Profile.DE), BYTES),
                read(aFile().in(tenant).registeringDevices(), BYTES), read(freshTenant()));

        files.forEach(file -> files().claimBytes(file));

        assertThat(files).allSatisfy(file -> assertThat(files().claimBytes(file)).isEqualTo(file.key().id()));
    }

    @Test
    default void lets_bytes_of_a_failed_file_be_taken_over() {
        TenantId tenant = freshTenant();
        StoredFile first = read(tenant);
        files().claimBytes(first);
        saved(first.failed(null, now()));
        StoredFile second = read(tenant);

        assertThat(files().claimBytes(second)).isEqualTo(second.key().id());
        assertThat(files().claimBytes(read(tenant))).isEqualTo(second.key().id());
    }

    @Test
    default void lets_bytes_of_a_file_that_is_gone_be_taken_over() {
        TenantId tenant = freshTenant();
        StoredFile unsaved = aFile().in(tenant).build().received(now()).taken(lease(), now())
                .inspected(BYTES, 1, lease(), now());
        files().claimBytes(unsaved);
        StoredFile second = read(tenant);

        assertThat(files().claimBytes(second)).isEqualTo(second.key().id());
    }

    @Test
    default void gives_bytes_to_one_of_fifty_that_race_for_them() {
        TenantId tenant = freshTenant();
        List<StoredFile> files = IntStream.range(0, 50).mapToObj(_ -> read(tenant)).toList();

        List<FileId> holders = race(50, i -> files().claimBytes(files.get(i)));

        assertThat(holders.stream().distinct()).hasSize(1);
        assertThat(files).anyMatch(file -> file.key().id().equals(holders.getFirst()));
    }

    @Test
    default void lets_one_of_many_that_race_take_bytes_over() {
        TenantId tenant = freshTenant();
        StoredFile failing = read(tenant);
        files().claimBytes(failing);
        saved(failing.failed(null, now()));
        List<StoredFile> files = IntStream.range(0, 8).mapToObj(_ -> read(tenant)).toList();

        List<FileId> holders = race(8, i -> files().claimBytes(files.get(i)));

        assertThat(holders.stream().distinct()).hasSize(1);
        assertThat(holders.getFirst()).isNotEqualTo(failing.key().id());
    }
}
