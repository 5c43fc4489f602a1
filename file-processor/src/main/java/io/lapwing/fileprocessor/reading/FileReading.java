package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.reading.Inspection.Trusted;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads a file in two passes. The first goes through all of it and gives nothing away; only if it trusts the file, the
/// second gives its rows. So nothing is visible of a file that turns out to be cut off at its last byte.
///
/// Errors of the file itself are [DistrustedInput]; whatever else the stream throws goes through.
public final class FileReading {

    private final Limits limits;

    public FileReading(Limits limits) {
        this.limits = limits;
    }

    /// The first pass. Closes the stream.
    ///
    /// @throws IOException
    ///             only what the stream itself threw
    public Inspection inspect(InputStream file) throws IOException {
        try (Tables tables = Tables.of(file, limits)) {
            List<TableFormat> formats = new ArrayList<>();
            for (Table table = tables.next(); table != null; table = tables.next()) {
                while (table.next()) {
                    // Counted, and looked at for nothing but its structure.
                }
                formats.add(table.format());
            }
            return formats.isEmpty()
                    ? new Inspection.Distrusted(FileCode.TYPE_MISMATCH, 0, "There is no table in the archive.")
                    : new Trusted(tables.packing(), formats);
        } catch (DistrustedInput e) {
            return e.distrusted();
        }
    }

    /// The second pass, of a file that [#inspect] trusts.
    ///
    /// @return closes the stream when it is closed
    public CleanedRows rows(InputStream file, CleaningRules rules) throws IOException {
        return new CleanedRows(Tables.of(file, limits), rules);
    }
}
