package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.LakeFiles;
import io.lapwing.sharedmodel.port.LakeFilesContract;

import java.util.Optional;

class InMemoryLakeFilesTest extends LakeFilesContract {

    private final InMemoryLakeFiles files = new InMemoryLakeFiles();

    @Override
    protected LakeFiles files() {
        return files;
    }

    @Override
    protected Optional<byte[]> bytes(ObjectKey key) {
        return files.bytes(key);
    }
}
