package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.file.StoredFile.Times;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileJsonTest {

    private static final FileKey KEY = new FileKey(new TenantId("acme"),
            new FileId("F-" + "0123456789abcdef".repeat(2)));
    private static final Sha256 DIGEST = new Sha256("ab".repeat(32));

    private static final StoredFile ANNOUNCED = aFile().withKey(KEY).announcedAt(T0).build();

    /// A file of which all is known at once that can be, if never so.
    private static final StoredFile FULL = new StoredFile(KEY,
            aFile().named("Zähler \"7\" 🚰.csv.gz").of("application/gzip", 5_000_000_000L).expecting(DIGEST)
                    .withPurpose(FilePurpose.DEVICES).withProfile(Profile.DE).registeringDevices()
                    .referringTo("a chat \"7\"")
                    .spec(),
            "user:zoë", FileState.PROCESSING,
            new Times(T0, T0.plusSeconds(60), T0.plusMillis(1), T0.plusMillis(2)), DIGEST,
            new FileId("F-" + "fedcba9876543210".repeat(2)),
            new FileFinding(FileCode.TRUNCATED_INPUT, 9_007_199_254_740_993L, "ends \"early\""), true,
            new LoadProgress(9_007_199_254_740_993L, 15, 4, 5, 6,
                    List.of(new ReportedReject("a/b.csv", 7, FileCode.BAD_NUMBER, "no number: \\"),
                            new ReportedReject(null, 8, FileCode.UNKNOWN_DEVICE, "nobody")),
                    2),
            new Lease("worker-1", T0.plusSeconds(30)), 9_007_199_254_740_993L);

    private static List<String> golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                FileJsonTest.class.getResourceAsStream("file/a-file-is-one-object-of-what-is-known.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void writes_a_file_as_one_object_of_what_is_known() throws IOException {
        assertThat(List.of(FileJson.write(ANNOUNCED), FileJson.write(FULL))).isEqualTo(golden());
    }

    @Test
    void reads_what_was_written() throws IOException {
        assertThat(golden().stream().map(FileJson::read)).containsExactly(ANNOUNCED, FULL);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_every_state(FileState state) {
        StoredFile file = new StoredFile(KEY, ANNOUNCED.spec(), "user:alice", state, ANNOUNCED.times(), null, null,
                null,
                false, LoadProgress.NONE, null, 2);

        assertThat(FileJson.read(FileJson.write(file))).isEqualTo(file);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_every_code(FileCode code) {
        StoredFile file = new StoredFile(KEY, ANNOUNCED.spec(), "user:alice", FileState.FAILED, ANNOUNCED.times(), null,
                null, new FileFinding(code, 0, ""), false, LoadProgress.NONE, null, 2);

        assertThat(FileJson.read(FileJson.write(file))).isEqualTo(file);
    }

    @Test
    void keeps_times_to_the_millisecond() {
        StoredFile exact = aFile().withKey(KEY).announcedAt(T0.plusNanos(999_999))
                .uploadableFor(Duration.ofMinutes(15)).build();

        assertThat(FileJson.read(FileJson.write(exact))).isEqualTo(ANNOUNCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"tenant\":1}"})
    void reads_nothing_but_files(String json) {
        assertThatThrownBy(() -> FileJson.read(json)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a file");
    }
}
