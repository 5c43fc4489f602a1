package io.lapwing.sharedmodel.lake;

import io.lapwing.sharedmodel.file.ObjectKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the lake has of a day, and what is still to be cleaned up there. It changes in steps, each of them one version:
/// an object is named here before it is written, and until after it was removed, so that none is ever forgotten.
///
/// @param files what its readers read, in the order of the rows
/// @param pending objects that somebody writes, or was writing when he died
/// @param retired objects that nobody is to read any more; removed once the time has come
/// @param exportedAt when the files became what they are; null as long as there never were any
public record LakePartition(TenantDay day, long version, List<LakeFile> files, List<ObjectKey> pending,
        List<Retired> retired, @Nullable Instant exportedAt) {

    /// An object that nobody is to read any more.
    ///
    /// @param removeAt when whoever began to read it before has ended
    public record Retired(ObjectKey key, Instant removeAt) {}

    public LakePartition {
        files = List.copyOf(files);
        pending = List.copyOf(pending);
        retired = List.copyOf(retired);
    }

    /// One of which nothing is stored.
    public static LakePartition none(TenantDay day) {
        return new LakePartition(day, 0, List.of(), List.of(), List.of(), null);
    }

    public long rows() {
        return files.stream().mapToLong(LakeFile::rows).sum();
    }

    public long bytes() {
        return files.stream().mapToLong(LakeFile::bytes).sum();
    }

    /// A name that no object of this day had before, for the next step to name.
    public ObjectKey nextObject() {
        return day.object("readings-" + (version + 1) + ".parquet");
    }

    /// With [#nextObject()], which is going to be written.
    public LakePartition writingNext() {
        List<ObjectKey> writing = new ArrayList<>(pending);
        writing.add(nextObject());
        return new LakePartition(day, version + 1, files, writing, retired, exportedAt);
    }

    /// With other files; those that it had, and what else was being written, are retired.
    public LakePartition replacedBy(List<LakeFile> next, Instant now, Instant removeAt) {
        List<ObjectKey> kept = next.stream().map(LakeFile::key).toList();
        List<Retired> leaving = new ArrayList<>(retired);
        files.stream().map(LakeFile::key).filter(key -> !kept.contains(key))
                .forEach(key -> leaving.add(new Retired(key, removeAt)));
        pending.stream().filter(key -> !kept.contains(key)).forEach(key -> leaving.add(new Retired(key, removeAt)));
        return new LakePartition(day, version + 1, next, List.of(), leaving, now);
    }

    /// Without the objects whose time had come.
    public LakePartition cleaned(Instant now) {
        return new LakePartition(day, version + 1, files, pending, retired.stream()
                .filter(object -> object.removeAt().isAfter(now)).toList(), exportedAt);
    }

    /// When the first of its objects is to be removed; null where there is none.
    public @Nullable Instant removeAt() {
        return retired.stream().map(Retired::removeAt).min(Instant::compareTo).orElse(null);
    }
}
