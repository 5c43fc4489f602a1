package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs functions every so often, with db-scheduler: each of them in one of the processes that share a database at a
/// time, whichever comes first. A run of a process that dies is another's after a few seconds.
public final class PostgresScheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresScheduler.class);

    private static final String TABLE = "scheduled_run";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration END_WITHIN = Duration.ofSeconds(3);

    private final Scheduler scheduler;

    private PostgresScheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /// @param name of the function, the same in every process
    /// @param pause between the end of a run and the begin of the next
    /// @param work is given the time of the run; what it could not do for an outage the next run does
    public record Run(String name, Duration pause, Consumer<Instant> work) {}

    /// @param node names this process among those that share the database
    public static PostgresScheduler start(PostgresDatabase database, String node, List<Run> runs,
            InstantSource clock) {
        Scheduler scheduler = Scheduler.create(database.pool()).schedulerName(() -> node).tableName(TABLE)
                .startTasks(runs.stream().map(run -> task(run, clock)).toList()).threads(runs.size())
                .pollingInterval(POLL).heartbeatInterval(HEARTBEAT).missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(END_WITHIN).build();
        scheduler.start();
        return new PostgresScheduler(scheduler);
    }

    private static RecurringTask<Void> task(Run run, InstantSource clock) {
        return Tasks.recurring(run.name(), FixedDelay.of(run.pause())).execute((_, _) -> {
            try {
                run.work().accept(clock.instant());
            } catch (StoreUnavailable e) {
                LOG.warn("{}: {}; what is left the next run does", run.name(), e.getMessage());
            }
        });
    }

    /// Begins no more runs, and waits a moment for those that go on.
    @Override
    public void close() {
        scheduler.stop();
    }
}
