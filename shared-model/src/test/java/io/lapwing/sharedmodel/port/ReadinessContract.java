package io.lapwing.sharedmodel.port;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/// What every [Readiness] does.
public abstract class ReadinessContract {

    /// The two seconds that an answer may take, and some time for the machine.
    private static final int ANSWER_SECONDS = 4;

    /// With everything in reach that it watches.
    protected abstract Readiness ready();

    /// With at least one part out of reach.
    protected abstract Readiness unready();

    @Test
    @Timeout(ANSWER_SECONDS)
    void says_that_all_is_ready() {
        assertThat(ready().components()).isNotEmpty().doesNotContainValue(false);
    }

    @Test
    void says_what_is_not() {
        Readiness unready = unready();
        long start = System.nanoTime();

        Map<String, Boolean> components = unready.components();

        assertThat(components).containsValue(false);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(ANSWER_SECONDS));
    }

    @Test
    void names_the_same_parts_whatever_their_state() {
        assertThat(unready().components().keySet()).isEqualTo(ready().components().keySet());
    }
}
