package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.HeldFile.Hold;
import io.lapwing.fileprocessor.reading.DeviceList;
import io.lapwing.fileprocessor.reading.FileReading;
import io.lapwing.fileprocessor.reading.Limits;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The function `processFile`: one file out of the queue, from its bytes to its report.
///
/// It may be given one file any number of times, to any number of processes at once, and die at any point: one of them
/// reads the file at a time, and each goes on where the last one came to, so that the file's rows are the same in the end.
/// Thread-safe. Throws [io.lapwing.sharedmodel.port.StoreUnavailable] when a store cannot be reached.
public final class ProcessFile implements Function<WorkItem, WorkOutcome> {

    private static final System.Logger LOG = System.getLogger(ProcessFile.class.getName());
    /// Each is registered by a call of its own.
    private static final int DEVICES_PER_STEP = 200;
    private static final int HOLDER_BYTES = 16;
    /// For who finds nobody at it, though somebody was a moment ago.
    private static final Duration SOON = Duration.ofSeconds(1);

    private final FilePorts ports;
    private final Means means;
    private final ReceiveUpload receive;
    private final Uploads uploads;
    private final RejectParts rejects;
    private final LoadTable readings;
    private final LoadTable devices;
    private final KeepAttachment attachments;

    /// @param random a strong one: it makes tokens, and names for those who hold a file
    /// @param budget how long one call goes on with a file, but for what it is at then: its first pass, or one step
    /// @param rowsPerStep how many rows are stored at once, at most
    public record Means(InstantSource clock, RandomGenerator random, Duration budget, Limits limits, int rowsPerStep) {

        /// Less than the shortest time that a platform gives a function for a file.
        private static final Duration USUAL_BUDGET = Duration.ofMinutes(10);

        /// @throws IllegalArgumentException if no call would get anywhere
        public Means {
            if (budget.isNegative() || rowsPerStep < 1 || rowsPerStep > ReadingLoader.MAX_ROWS) {
                throw new IllegalArgumentException("a step has 1 to " + ReadingLoader.MAX_ROWS + " rows");
            }
        }

        /// As it usually is.
        public Means(InstantSource clock, RandomGenerator random) {
            this(clock, random, USUAL_BUDGET, Limits.DEFAULT, ReadingLoader.MAX_ROWS);
        }
    }

    public ProcessFile(FilePorts ports, Means means, ReceiveUpload receive) {
        this.ports = ports;
        this.means = means;
        this.receive = receive;
        uploads = new Uploads(ports.objects());
        FileReading reading = new FileReading(means.limits());
        Devices registered = new Devices(ports.registry(), means.random());
        rejects = new RejectParts(ports.objects());
        readings = new LoadTable(ports.files(), uploads, rejects, reading::inspect,
                new LoadRows(ports, uploads, reading, registered, rejects, means.rowsPerStep())::load);
        devices = new LoadTable(ports.files(), uploads, rejects, bytes -> DeviceList.inspect(bytes, means.limits()),
                new LoadDevices(ports.loader(), uploads, registered, rejects, means.limits(),
                        Math.min(means.rowsPerStep(), DEVICES_PER_STEP))::load);
        attachments = new KeepAttachment(ports.objects(), uploads);
    }

    @Override
    public WorkOutcome apply(WorkItem item) {
        String payload = new String(item.payload().toBytes(), StandardCharsets.UTF_8);
        FileKey key = FileKey.parse(payload).orElseThrow(() -> new IllegalArgumentException("no key of a file"));
        Optional<StoredFile> file = ports.files().find(key).map(this::received);
        if (file.isEmpty()) {
            LOG.log(Level.WARNING, "there is no file {0}", key);
            return new WorkOutcome.Done();
        }
        try {
            return process(file.get(), item);
        } catch (LostFile _) {
            return ports.files().find(key).map(this::elsewhere).orElseGet(WorkOutcome.Done::new);
        }
    }

    /// Whoever sent the work may know of the upload before [ReceiveUpload] does.
    private StoredFile received(StoredFile file) {
        if (file.state() != FileState.AWAITING_UPLOAD) {
            return file;
        }
        receive.receive(file);
        return ports.files().find(file.key()).orElse(file);
    }

    private WorkOutcome process(StoredFile file, WorkItem item) {
        Instant now = means.clock().instant();
        Hold hold = new Hold(holder(), now.plus(means.budget()), item.trace());
        if (!file.isToProcess() || file.isLeasedToOther(hold.holder(), now)) {
            return elsewhere(file);
        }
        HeldFile held = HeldFile.take(ports.files(), means.clock(), hold, file);
        if (!uploads.hasBytesOf(file)) {
            held.save(held.file().failed(null, held.now()));
        } else if (!process(held)) {
            held.letGo();
            return new WorkOutcome.Again(Duration.ZERO, "the file takes longer than one call may");
        }
        LOG.log(Level.INFO, "file {0} is {1}", file.key(), held.file().state());
        return new WorkOutcome.Done();
    }

    private boolean process(HeldFile held) {
        return switch (held.file().spec().purpose()) {
            case TELEMETRY -> readings.process(held);
            case DEVICES -> devices.process(held);
            case ATTACHMENT -> {
                attachments.process(held);
                yield true;
            }
        };
    }

    /// The work of who does not hold the file. While somebody else does, it is to come again: he may die.
    private WorkOutcome elsewhere(StoredFile file) {
        if (!file.isToProcess()) {
            if (file.state() == FileState.COMPLETED) {
                rejects.clear(file);
            }
            return new WorkOutcome.Done();
        }
        Instant now = means.clock().instant();
        Duration left = file.lease() == null ? SOON : Duration.between(now, file.lease().endsAt());
        return new WorkOutcome.Again(left.compareTo(SOON) < 0 ? SOON : left, "somebody else is reading the file");
    }

    private String holder() {
        byte[] random = new byte[HOLDER_BYTES];
        means.random().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
