package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.RejectsTable;
import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The rejected rows of a file, as a table: written step by step, each before the step is stored, so that a step that is
/// repeated writes its own part once more. At the end they become one object. Of a file with so many rejected rows that
/// they are more than an object holds, the first parts alone are kept; they are counted all the same.
record RejectParts(ObjectStore objects) {

    static final ContentType CSV = new ContentType("text/csv; charset=utf-8");
    static final int MAX_PARTS = 1000;

    private static final byte[] HEADER = RejectsTable.HEADER.getBytes(StandardCharsets.UTF_8);

    /// Writes what the next step of a file rejects.
    void put(StoredFile file, List<RejectedRow> rejects) {
        int number = file.progress().rejectParts();
        if (!rejects.isEmpty() && number < MAX_PARTS) {
            byte[] rows = RejectsTable.of(rejects).getBytes(StandardCharsets.UTF_8);
            objects.put(file.key().rejectsPart(number), ObjectContent.of(CSV, rows));
        }
    }

    /// What a step came to.
    static Step step(int read, long loaded, long duplicate, List<RejectedRow> rejects) {
        List<ReportedReject> first = rejects.stream().limit(LoadProgress.MAX_REJECTS)
                .map(row -> new ReportedReject(row.entry(), row.reject().line(), row.reject().code(),
                        row.reject().message()))
                .toList();
        return new Step(read, loaded, duplicate, rejects.size(), first);
    }

    /// Makes one table of all parts, if there are any.
    void join(HeldFile held) {
        FileKey file = held.file().key();
        List<ObjectKey> parts = new ArrayList<>();
        long size = HEADER.length;
        for (int number = 0; number < count(held.file()); number++) {
            ObjectInfo info = objects.head(file.rejectsPart(number)).orElseThrow(() -> missing(file));
            if (size + info.size() > ObjectContent.MAX_SIZE) {
                break;
            }
            size += info.size();
            parts.add(file.rejectsPart(number));
        }
        if (!parts.isEmpty()) {
            objects.put(file.rejects(),
                    new ObjectContent(CSV, size,
                            () -> new KeptStream(held, open(file, parts))));
        }
    }

    /// Removes what is left of the parts, the first one last: where that is gone, all are.
    void clear(StoredFile file) {
        if (count(file) == 0 || objects.head(file.key().rejectsPart(0)).isEmpty()) {
            return;
        }
        for (int number = Math.min(count(file), MAX_PARTS - 1); number >= 0; number--) {
            objects.delete(file.key().rejectsPart(number));
        }
    }

    private InputStream open(FileKey file, List<ObjectKey> parts) {
        Stream<InputStream> header = Stream.of(new ByteArrayInputStream(HEADER));
        Stream<InputStream> rows = parts.stream().map(part -> objects.get(part).orElseThrow(() -> missing(file)));
        return new JoinedStream(Stream.concat(header, rows).iterator());
    }

    private static int count(StoredFile file) {
        return Math.min(file.progress().rejectParts(), MAX_PARTS);
    }

    private static IllegalStateException missing(FileKey file) {
        return new IllegalStateException("a part of the rejected rows of file " + file + " is gone");
    }
}
