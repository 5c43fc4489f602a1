package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.reading.GeneratedTable;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// Processes a generated table of so many bytes (the first argument; the second is an empty folder), half of
/// whose rows are of devices that nobody knows, and prints its report and what it took: a program of its own, so that it
/// can be given little memory. Its rows are kept nowhere.
final class LargeLoad {

    private LargeLoad() {}

    public static void main(String[] args) {
        long size = Long.parseLong(args[0]);
        Desk desk = new Desk();
        for (int device = 0; device < 500; device++) {
            desk.register("pump-" + device);
        }
        FileKey key = desk.announce(Desk.spec("large.csv", size));
        FilePorts ports = new FilePorts(desk.stores.files(), new FolderObjects(Path.of(args[1]), key, size),
                new Discarding(desk.stores.files()), desk.stores.registry(), desk.counters);
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        StoredFile file = desk.deliver(desk.process(ports, Duration.ofHours(1), ReadingLoader.MAX_ROWS), key);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        System.out.printf(Locale.ROOT, "%s %s; %d ns/row, peak %d MB%n", file.state(), Desk.counts(file),
                nanos / file.progress().rowsTotal(), peakHeap() / 1_000_000);
    }

    /// One object that is generated as it is read, and others in a folder, each under its key's last name.
    private record FolderObjects(Path folder, FileKey key, long size) implements ObjectStore {

        @Override
        public void put(ObjectKey object, ObjectContent content) {
            io(() -> Files.copy(content.open(), path(object), StandardCopyOption.REPLACE_EXISTING));
        }

        @Override
        public Optional<InputStream> get(ObjectKey object) {
            if (object.equals(key.upload())) {
                return Optional.of(new GeneratedTable(size));
            }
            return Files.exists(path(object)) ? Optional.of(io(() -> Files.newInputStream(path(object))))
                    : Optional.empty();
        }

        @Override
        public Optional<ObjectInfo> head(ObjectKey object) {
            if (object.equals(key.upload())) {
                return Optional.of(new ObjectInfo(size, RejectParts.CSV, Instant.EPOCH));
            }
            return Files.exists(path(object))
                    ? Optional.of(new ObjectInfo(io(() -> Files.size(path(object))), RejectParts.CSV, Instant.EPOCH))
                    : Optional.empty();
        }

        @Override
        public void delete(ObjectKey object) {
            io(() -> Files.deleteIfExists(path(object)));
        }

        @Override
        public UploadTicket presignUpload(UploadRequest request) {
            throw new UnsupportedOperationException("nobody uploads here");
        }

        @Override
        public URI presignDownload(DownloadRequest request) {
            throw new UnsupportedOperationException("nobody downloads here");
        }

        private Path path(ObjectKey object) {
            return folder.resolve(object.value().substring(object.value().lastIndexOf('/') + 1));
        }

        private static <T> T io(Callable<T> work) {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Stores the file alone.
    private record Discarding(FileStore files) implements ReadingLoader {

        @Override
        public Loaded load(StoredFile file, List<Reading> rows, Function<Counts, Next> next) {
            Next after = next.apply(new Counts(rows.size(), 0));
            return files.save(after.file(), List.of()) ? new Loaded.Stored(after.file()) : new Loaded.Superseded();
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
    }
}
