package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.Course.AtEnd;
import io.lapwing.fileprocessor.functions.Course.OutOfTime;
import io.lapwing.fileprocessor.functions.Uploads.Digested;
import io.lapwing.fileprocessor.functions.Uploads.Pass;
import io.lapwing.fileprocessor.reading.Inspection;
import io.lapwing.fileprocessor.reading.Inspection.Distrusted;
import io.lapwing.fileprocessor.reading.Inspection.Trusted;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.FileStore;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Loads a file with a table. A first pass looks through all of it; a file that it does not trust is quarantined, unless
/// somebody has released it. Only then are rows loaded, unless another file had the same bytes.
///
/// @param inspection the first pass
/// @param rows the second one, from where the last call came to
record LoadTable(FileStore files, Uploads uploads, RejectParts rejects, Pass<Inspection> inspection,
        Function<HeldFile, Course> rows) {

    /// @return whether nothing is left to do; else the time is up
    boolean process(HeldFile held) {
        if (!isInspected(held.file()) && !inspect(held)) {
            return true;
        }
        FileId owner = files.claimBytes(held.file());
        if (!owner.equals(held.file().key().id())) {
            held.save(held.file().duplicating(owner, held.now()));
            return true;
        }
        return switch (rows.apply(held)) {
            case OutOfTime _ -> false;
            case AtEnd(FileFinding finding) -> {
                finish(held, finding);
                yield true;
            }
        };
    }

    /// Of a file that was released, the first pass has nothing more to say.
    private static boolean isInspected(StoredFile file) {
        return file.sha256() != null && (file.released() || file.progress().rowsTotal() > 0);
    }

    /// @return whether its rows may be loaded
    private boolean inspect(HeldFile held) {
        Digested<Inspection> inspected = uploads.digest(held, inspection);
        Sha256 sha256 = inspected.sha256();
        return switch (inspected.result()) {
            case Trusted trusted -> {
                held.save(held.file().inspected(sha256, trusted.rows(), held.lease(), held.now()));
                yield true;
            }
            case Distrusted distrusted -> {
                held.save(held.file().quarantined(sha256, distrusted.finding(), held.now()));
                yield false;
            }
        };
    }

    private void finish(HeldFile held, @Nullable FileFinding finding) {
        LoadProgress progress = held.file().progress();
        if (progress.rowsTotal() != progress.rowsRead()) {
            held.save(held.file().advanced(progress.ofTotal(progress.rowsRead()), held.lease(), held.now()));
        }
        rejects.join(held);
        StoredFile completed = held.file().completed(finding, held.now());
        held.save(completed);
        rejects.clear(completed);
    }
}
