package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static io.lapwing.sharedmodel.port.FileTests.event;
import static io.lapwing.sharedmodel.port.FileTests.lease;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [FileStore] does.
public abstract class FileStoreContract implements FileClaimTests {

    private final TenantId tenant = freshTenant();

    private List<StoredFile> list(FileFilter filter, int pageSize) {
        return Pages.all(page -> files().list(tenant, filter, page), pageSize);
    }

    /// Files that were announced a minute after one another.
    private List<StoredFile> announced(int count) {
        Instant start = now().minus(Duration.ofHours(1));
        return IntStream.range(0, count)
                .mapToObj(i -> saved(aFile().in(tenant).announcedAt(start.plus(Duration.ofMinutes(i))))).toList();
    }

    private static List<StoredFile> newestFirst(List<StoredFile> files) {
        return files.reversed();
    }

    /// Of all that is overdue in a database that others use as well, what is this tenant's.
    private List<StoredFile> overdue(Instant before) {
        return files().overdue(before, 1000).stream().filter(file -> file.key().tenant().equals(tenant)).toList();
    }

    @Test
    void keeps_a_file_as_it_was_announced() {
        StoredFile file = saved(
                aFile().in(tenant).named("Zähler 日本 🚰 \"7\".csv").of("text/csv; charset=utf-16", 5_000_000)
                        .expecting(Sha256.of(new byte[]{1})).withPurpose(FilePurpose.DEVICES).withProfile(Profile.DE)
                        .registeringDevices().by("user:zoë"));

        assertThat(files().find(file.key())).contains(file);
        assertThat(files().find(new FileKey(freshTenant(), file.key().id()))).isEmpty();
        assertThat(files().find(aFile().in(tenant).build().key())).isEmpty();
    }

    @Test
    void keeps_every_step_that_a_file_takes() {
        ReportedReject reject = new ReportedReject("a/b.csv", 7, FileCode.BAD_NUMBER, "no number: \"x\\\u0001\" ü");
        StoredFile file = processing(tenant);
        assertThat(found(file)).isEqualTo(file);

        file = saved(file.inspected(Sha256.of(new byte[]{2}), 50, lease(), now()));
        assertThat(found(file)).isEqualTo(file);
        file = saved(file.advanced(file.progress().plus(new Step(20, 10, 9, 1, List.of(reject))), lease(), now()));
        assertThat(found(file)).isEqualTo(file);
        file = saved(file.quarantined(Sha256.of(new byte[]{2}),
                new FileFinding(FileCode.TRUNCATED_INPUT, 21, "ends early"), now()));
        assertThat(found(file)).isEqualTo(file);
        file = saved(file.released(now()));
        assertThat(found(file)).isEqualTo(file);
        file = saved(saved(file.taken(lease(), now())).duplicating(aFile().build().key().id(), now()));
        assertThat(found(file)).isEqualTo(file);
    }

    @Test
    void keeps_a_report_of_the_largest_size() {
        StoredFile file = processing(tenant);
        List<ReportedReject> rejects = Collections.nCopies(LoadProgress.MAX_REJECTS,
                new ReportedReject("e".repeat(500), Long.MAX_VALUE, FileCode.AMBIGUOUS_NUMBER, "ä".repeat(500)));

        file = saved(file.advanced(file.progress().plus(new Step(100, 0, 0, 100, rejects)), lease(), now()));

        assertThat(found(file)).isEqualTo(file);
    }

    @Test
    void keeps_times_to_the_millisecond() {
        Instant start = now().plusNanos(123_456);
        StoredFile file = saved(saved(aFile().in(tenant).announcedAt(start)).received(start.plusNanos(999_999)));

        StoredFile found = found(file);

        assertThat(found.times().announcedAt()).isEqualTo(start.truncatedTo(ChronoUnit.MILLIS));
        assertThat(found.times().receivedAt())
                .isEqualTo(Objects.requireNonNull(file.times().receivedAt()).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void replaces_only_the_version_before() {
        StoredFile first = aFile().in(tenant).build();
        StoredFile second = first.received(now());
        StoredFile third = second.taken(lease(), now());

        assertThat(files().save(second, List.of())).isFalse();
        assertThat(files().find(first.key())).isEmpty();
        assertThat(files().save(first, List.of())).isTrue();
        assertThat(files().save(first, List.of())).isFalse();
        assertThat(files().save(third, List.of())).isFalse();
        assertThat(files().save(second, List.of())).isTrue();
        assertThat(files().save(second, List.of())).isFalse();
        assertThat(files().save(first, List.of())).isFalse();
        assertThat(found(first)).isEqualTo(second);
    }

    @Test
    void keeps_files_of_one_id_apart_in_two_tenants() {
        StoredFile one = saved(aFile().in(tenant));
        StoredFile other = saved(aFile().withKey(new FileKey(freshTenant(), one.key().id())).named("other.csv"));

        StoredFile received = saved(one.received(now()));

        assertThat(found(one)).isEqualTo(received);
        assertThat(found(other)).isEqualTo(other);
        assertThat(list(FileFilter.ALL, 10)).containsExactly(received);
    }

    @Test
    void puts_the_events_of_a_change_into_the_outbox_and_none_of_one_that_was_refused() {
        StoredFile first = aFile().in(tenant).build();
        StoredFile second = first.received(now());
        StoredFile third = second.taken(lease(), now());

        assertThat(files().save(second, List.of(event(second)))).isFalse();
        assertThat(told(first)).isEmpty();
        assertThat(files().save(first, List.of())).isTrue();
        assertThat(files().save(second, List.of(event(second)))).isTrue();
        assertThat(files().save(second.failed(null, now()), List.of(event(second.failed(null, now()))))).isTrue();
        assertThat(files().save(third, List.of(event(third)))).isFalse();

        assertThat(told(first)).extracting(told -> told.event().position()).containsExactly(2L, 3L);
        assertThat(told(first)).first().isEqualTo(event(second));
    }

    @Test
    void takes_one_of_the_steps_that_race() {
        StoredFile file = saved(saved(aFile().in(tenant)).received(now()));
        List<StoredFile> steps = IntStream.range(0, 8)
                .mapToObj(i -> file.taken(new StoredFile.Lease("worker-" + i, now()), now())).toList();

        List<Boolean> done = race(8, i -> files().save(steps.get(i), List.of(event(steps.get(i)))));

        assertThat(done).containsOnlyOnce(true);
        assertThat(found(file)).isEqualTo(steps.get(done.indexOf(true)));
        assertThat(told(file)).hasSize(1);
    }

    @Test
    void makes_one_of_the_files_that_race_for_an_id() {
        FileKey key = aFile().in(tenant).build().key();

        List<Boolean> done = race(8, i -> files().save(aFile().withKey(key).named("by " + i).build(), List.of()));

        assertThat(done).containsOnlyOnce(true);
        assertThat(files().find(key).orElseThrow().spec().name()).isEqualTo("by " + done.indexOf(true));
    }

    @Test
    void lists_the_newest_first_page_by_page() {
        List<StoredFile> files = announced(7);
        saved(aFile().in(freshTenant()));

        assertThat(Stream.of(1, 3, 7, 10).map(size -> list(FileFilter.ALL, size)))
                .containsOnly(newestFirst(files));
    }

    @Test
    void lists_on_while_files_are_added_and_changed() {
        List<StoredFile> files = announced(6);
        Page<StoredFile> first = files().list(tenant, FileFilter.ALL, PageRequest.first(2));
        saved(aFile().in(tenant));
        StoredFile changed = saved(files.get(1).received(now()));

        List<StoredFile> rest = Pages.from(page -> files().list(tenant, FileFilter.ALL, page), 2, first.next());

        assertThat(first.items()).containsExactly(files.get(5), files.get(4));
        assertThat(rest).containsExactly(files.get(3), files.get(2), changed, files.get(0));
    }

    @Test
    void lists_the_files_of_a_state_or_a_purpose() {
        List<StoredFile> files = announced(6);
        StoredFile received = saved(files.get(1).received(now()));
        StoredFile failed = saved(files.get(3).failed(null, now()));
        StoredFile devices = saved(aFile().in(tenant).withPurpose(FilePurpose.DEVICES));

        assertThat(list(new FileFilter(FileState.RECEIVED, null), 2)).containsExactly(received);
        assertThat(list(new FileFilter(FileState.AWAITING_UPLOAD, null), 2)).containsExactly(devices, files.get(5),
                files.get(4), files.get(2), files.get(0));
        assertThat(list(new FileFilter(null, FilePurpose.DEVICES), 2)).containsExactly(devices);
        assertThat(list(new FileFilter(FileState.FAILED, FilePurpose.TELEMETRY), 2)).containsExactly(failed);
        assertThat(list(new FileFilter(FileState.FAILED, FilePurpose.DEVICES), 2)).isEmpty();
        assertThat(list(new FileFilter(FileState.AWAITING_UPLOAD, FilePurpose.TELEMETRY), 1)).hasSize(4);
    }

    @Test
    void finds_what_is_overdue_the_longest_ago_first() {
        Instant start = now().minus(Duration.ofDays(400));
        StoredFile second = saved(aFile().in(tenant).announcedAt(start).uploadableFor(Duration.ofSeconds(20)));
        StoredFile first = saved(aFile().in(tenant).announcedAt(start).uploadableFor(Duration.ofSeconds(10)));
        StoredFile third = saved(aFile().in(tenant).announcedAt(start).uploadableFor(Duration.ofSeconds(30)));
        StoredFile arrived = saved(aFile().in(tenant).announcedAt(start).uploadableFor(Duration.ofSeconds(5)));
        saved(arrived.received(start));

        assertThat(overdue(start.plusSeconds(20))).containsExactly(first);
        assertThat(overdue(start.plusSeconds(20).plusMillis(1))).containsExactly(first, second);
        assertThat(overdue(start.plusSeconds(100))).containsExactly(first, second, third);
        assertThat(files().overdue(start.plusSeconds(100), 2)).hasSize(2);

        Stream.of(first, second, third).forEach(file -> saved(file.failed(null, now())));
        assertThat(overdue(start.plusSeconds(100))).isEmpty();
    }
}
