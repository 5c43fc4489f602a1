package io.lapwing.local.adapters;

import io.lapwing.local.adapters.LoadTransaction.Outcome;
import io.lapwing.local.adapters.LoadTransaction.Surroundings;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Loads rows into the table `reading`, those of one call in one transaction with their file.
public final class PostgresReadingLoader implements ReadingLoader {

    private final PostgresDatabase database;
    private final ReadingAttempts attempts;
    private final Surroundings surroundings = new Surroundings(new DeviceKeys(), new MetricCatalogue(),
            new RepeatedFiles(), new ChangedDays(InstantSource.system()));

    public PostgresReadingLoader(PostgresDatabase database) {
        this.database = database;
        attempts = new ReadingAttempts(database);
    }

    @Override
    public Loaded load(StoredFile file, List<Reading> rows, Function<Counts, Next> next) {
        ReadingLoader.requireLoadable(file, rows);
        LoadTransaction transaction = new LoadTransaction(file, rows, next, surroundings);
        Outcome outcome = attempts.run(transaction.times(), () -> database.writeEvents("ReadingLoader.load",
                rows.size() + " rows of " + file.key(), transaction::run));
        surroundings.catalogue().remember(outcome.moves());
        surroundings.days().remember(outcome.days());
        return outcome.loaded();
    }
}
