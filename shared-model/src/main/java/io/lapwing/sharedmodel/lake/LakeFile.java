package io.lapwing.sharedmodel.lake;

import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;

/// A file of a partition.
///
/// @param rows how many it has: one for each value
/// @param bytes how many it has
public record LakeFile(ObjectKey key, long rows, long bytes, Sha256 sha256) {

    /// Whether another one says the same.
    public boolean hasBytesOf(LakeFile other) {
        return bytes == other.bytes && sha256.equals(other.sha256);
    }
}
