package io.lapwing.fileprocessor.functions;

/// What a run of the export did.
///
/// @param days how many partitions were written
/// @param unchanged how many days the lake had already as they are
/// @param overtaken how many days were left to somebody else who exported them at the same time
/// @param rows how many rows the partitions have that were written
/// @param files how many files were written, of all of the partitions' files
/// @param removed how many objects were removed that nobody was to read any more
public record ExportReport(int days, int unchanged, int overtaken, long rows, long bytes, int files, int removed) {

    static final ExportReport NOTHING = new ExportReport(0, 0, 0, 0, 0, 0, 0);
    static final ExportReport UNCHANGED = new ExportReport(0, 1, 0, 0, 0, 0, 0);
    static final ExportReport OVERTAKEN = new ExportReport(0, 0, 1, 0, 0, 0, 0);

    static ExportReport removed(int objects) {
        return new ExportReport(0, 0, 0, 0, 0, 0, objects);
    }

    ExportReport plus(ExportReport other) {
        return new ExportReport(days + other.days, unchanged + other.unchanged, overtaken + other.overtaken,
                rows + other.rows, bytes + other.bytes, files + other.files, removed + other.removed);
    }
}
