package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.ImportColumns;
import io.lapwing.restapi.domain.ImportLine;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.functions.ImportReport.Result;
import io.lapwing.sharedmodel.csv.Csv;
import io.lapwing.sharedmodel.csv.CsvRow;
import io.lapwing.sharedmodel.csv.MalformedCsv;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// `/v1/devices:import`: registers the devices of a table, each line for itself.
record DeviceImport(DeviceRegistry registry, AuditTrail trail, InstantSource clock, RandomGenerator random) {
    private static final System.Logger LOG = System.getLogger(DeviceImport.class.getName());

    ApiResponse importDevices(Call call) {
        ImportReport report = new DeviceIntake(registry, clock, random, call.tenant()).take(lines(call));
        record(call, report);
        return Replies.json(200, report);
    }

    private static List<ImportLine> lines(Call call) {
        List<CsvRow> rows;
        try {
            rows = Csv.read(call.request().body(), ImportLine.MAX_LINES + 2);
        } catch (MalformedCsv e) {
            throw Problem.of(ProblemType.MALFORMED_CSV,
                    (e.line() == 0 ? "" : "After line " + e.line() + ": ") + e.getMessage()).refuse();
        }
        if (rows.isEmpty()) {
            throw Problem.invalid("body", "must be a table with a header").refuse();
        }
        if (rows.size() > ImportLine.MAX_LINES + 1) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE, "At most " + ImportLine.MAX_LINES + " devices.").refuse();
        }
        Map<Long, List<String>> cells = new LinkedHashMap<>();
        rows.subList(1, rows.size()).forEach(row -> cells.put(row.line(), row.cells()));
        return ImportLine.read(ImportColumns.read(rows.getFirst().cells()), cells);
    }

    /// The credentials in the report are nowhere else: whatever fails now, it is answered.
    private void record(Call call, ImportReport report) {
        List<String> created = report.lines().stream().filter(line -> line.is(Result.CREATED))
                .map(line -> "/v1/devices/" + line.id()).toList();
        try {
            trail.done(call, "device.create", created);
        } catch (StoreUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "Not in the audit trail: {0} devices by {1}, {2}", created.size(),
                    call.caller().actor(), e.getMessage());
        }
    }
}
