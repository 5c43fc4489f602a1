package io.lapwing.aws.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeLimitTest {

    private final TimeLimit limit = new TimeLimit(Duration.ofMillis(200));

    private boolean run(Duration time, Runnable work) {
        return Invocation.endingIn("r1", time).call(() -> limit.run(work));
    }

    @Test
    void lets_work_end_that_ends_in_time() {
        AtomicReference<@Nullable String> seen = new AtomicReference<>();

        assertThat(run(Duration.ofSeconds(10), () -> seen.set(Invocation.current().requestId()))).isTrue();
        assertThat(seen).hasValue("r1");
    }

    @Test
    void passes_on_what_work_throws() {
        assertThatThrownBy(() -> run(Duration.ofSeconds(10), () -> {
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    }

    @Test
    void gives_up_before_the_call_ends() {
        CountDownLatch interrupted = new CountDownLatch(1);
        long begin = System.nanoTime();

        assertThat(run(Duration.ofMillis(600), () -> {
            try {
                Thread.sleep(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        })).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(350),
                Duration.ofMillis(600));
        assertThatCounts(interrupted);
    }

    @Test
    void starts_nothing_while_earlier_work_goes_on() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<@Nullable String> seen = new AtomicReference<>();
        assertThat(run(Duration.ofMillis(250), () -> awaitStubbornly(go))).isFalse();

        assertThat(run(Duration.ofMillis(300), () -> seen.set("second"))).isFalse();
        go.countDown();

        assertThat(run(Duration.ofSeconds(10), () -> seen.compareAndSet(null, "third"))).isTrue();
        assertThat(seen).hasValue("third");
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void assertThatCounts(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
