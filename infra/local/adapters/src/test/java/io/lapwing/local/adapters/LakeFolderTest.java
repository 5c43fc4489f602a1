package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.LakeFiles;
import io.lapwing.sharedmodel.port.LakeFilesContract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LakeFolderTest extends LakeFilesContract {

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void leaves_nothing_half_written() {
        assertThat(LakeFolder.open(folder).scratch()).isEmptyDirectory();
    }

    @Override
    protected LakeFiles files() {
        return LakeFolder.open(folder);
    }

    @Override
    protected Optional<byte[]> bytes(ObjectKey key) {
        Path place = LakeFolder.open(folder).path().resolve(key.value());
        try {
            return Files.exists(place) ? Optional.of(Files.readAllBytes(place)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
