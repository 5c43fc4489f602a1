package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.FileCode;

/// Stops what unpacks to more than can be meant well.
final class UnpackGuard {

    private final Limits limits;
    private final ByteSource source;
    private long unpacked;

    UnpackGuard(Limits limits, ByteSource source) {
        this.limits = limits;
        this.source = source;
    }

    void count(int bytes) throws DistrustedInput {
        unpacked += bytes;
        if (unpacked > limits.unpackedBytes()) {
            throw new DistrustedInput(FileCode.TOO_LARGE, "The file unpacks to more than " + limits.unpackedBytes()
                    + " bytes; several smaller ones would be taken.");
        }
        checkRatio(source.position(), unpacked);
    }

    /// @param packed how many bytes of one entry made how many
    void checkRatio(long packed, long made) throws DistrustedInput {
        if (made > Limits.RATIO_FROM && made / limits.ratio() > packed) {
            throw new DistrustedInput(FileCode.BOMB, "The archive unpacks to more than " + limits.ratio()
                    + " times its size, as tables do not; the plain table would be taken.");
        }
    }
}
