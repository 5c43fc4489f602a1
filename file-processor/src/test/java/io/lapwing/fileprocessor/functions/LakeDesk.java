package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.lake.ReadingsFile;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.inmemory.InMemoryLakeCatalog;
import io.lapwing.sharedmodel.inmemory.InMemoryLakeFiles;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;

/// All that an export needs, in memory, and a reader of what it wrote that follows the manifest.
final class LakeDesk {

    static final TenantId TENANT = new TenantId("acme");
    static final LocalDate DATE = LocalDate.of(2026, 1, 1);
    static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
    /// The first time at which the day is exported.
    static final Instant AFTER = DAY.plus(Duration.ofHours(25));

    final InMemoryStores stores = new InMemoryStores();
    final InMemoryLakeCatalog catalog = new InMemoryLakeCatalog();
    final InMemoryLakeFiles files = new InMemoryLakeFiles();
    final LakePorts ports = new LakePorts(stores.days(), catalog, files);
    private final Path scratch;
    private final ReadingsFile.Size size;

    /// @param size how large files become
    LakeDesk(Path scratch, ReadingsFile.Size size) {
        this.scratch = scratch;
        this.size = size;
        for (String id : List.of("pump-1", "pump-2")) {
            stores.registry().create(aDevice().in(TENANT).withId(id).build(), aTokenHash());
        }
    }

    ExportReadings function() {
        return function(ports);
    }

    ExportReadings function(LakePorts over) {
        return new ExportReadings(over, scratch, size);
    }

    void append(String device, ReadingBuilder... readings) {
        DeviceKey key = DeviceKey.of(TENANT.value(), device);
        stores.telemetry()
                .append(Stream.of(readings).map(reading -> aWrite().from(key).with(reading).build()).toList());
    }

    static TenantDay day(int number) {
        return new TenantDay(TENANT, DATE.plusDays(number));
    }

    /// The rows of all files that the manifest names, in their order.
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String key : listed()) {
            byte[] bytes = files.bytes(new ObjectKey(key)).orElseThrow(
                    () -> new AssertionError("the manifest names what is not there: " + key));
            rows.addAll(read(bytes));
        }
        return rows;
    }

    /// The keys of the files that the manifest names.
    List<String> listed() {
        byte[] manifest = files.bytes(TenantDay.manifestOf(TENANT)).orElseThrow();
        try {
            Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(Json.read(manifest));
            return list(fields, "partitions").stream().flatMap(partition -> list(partition, "files").stream())
                    .map(file -> (String) file.get("key")).toList();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static List<Map<?, ?>> list(Map<?, ?> fields, String name) {
        return ((List<?>) Objects.requireNonNull(fields.get(name))).stream()
                .<Map<?, ?>>map(element -> (Map<?, ?>) element).toList();
    }

    /// Rows as another implementation of the format reads them: `pump-1 2026-01-01T00:00:00Z/0 t=21.5`.
    static List<String> read(byte[] parquet) {
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)));
                RowReader row = file.rowReader()) {
            List<String> rows = new ArrayList<>();
            while (row.hasNext()) {
                row.next();
                rows.add(row.getString("device_id") + " " + row.getTimestamp("ts") + "/" + row.getLong("seq")
                        + (row.getBoolean("late") ? " late " : " ") + row.getString("metric") + "=" + value(row));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(RowReader row) {
        List<String> values = new ArrayList<>();
        for (String column : List.of("value_text", "value_json")) {
            if (!row.isNull(column)) {
                values.add("'" + row.getString(column) + "'");
            }
        }
        if (!row.isNull("value_bool")) {
            values.add(Boolean.toString(row.getBoolean("value_bool")));
        }
        if (!row.isNull("value_long")) {
            values.add(row.getLong("value_long") + "L");
        }
        if (!row.isNull("value_double")) {
            values.add(Double.toString(row.getDouble("value_double")));
        }
        return String.join(" ", values);
    }
}
