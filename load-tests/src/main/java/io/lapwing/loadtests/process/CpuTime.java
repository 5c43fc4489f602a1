package io.lapwing.loadtests.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much of the processors' time processes have had: a measure that other work on the machine does not blur.
public final class CpuTime {

    private CpuTime() {}

    /// What these processes have had in all; one that has ended counts nothing.
    public static Duration of(List<Long> pids) {
        return pids.stream().map(ProcessHandle::of).flatMap(Optional::stream)
                .flatMap(process -> process.info().totalCpuDuration().stream()).reduce(Duration.ZERO, Duration::plus);
    }
}
