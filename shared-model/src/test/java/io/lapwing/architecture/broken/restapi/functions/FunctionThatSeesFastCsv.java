package io.lapwing.architecture.broken.restapi.functions;

import de.siegmar.fastcsv.reader.CsvReader;

/// Breaks `FASTCSV_ONLY_IN_CSV`.
public final class FunctionThatSeesFastCsv {

    private FunctionThatSeesFastCsv() {}

    public static int fields(String line) {
        return CsvReader.builder().ofSingleCsvRecord(line).getFieldCount();
    }
}
