package io.lapwing.chatbot.domain.language;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Generous bounds on the time that the thread works, since others work on the machine as well; the load tests measure.
class InterpreterSpeedTest {
    private static final int LENGTH = 10_000;
    private static final FleetWords FLEET = TestFleet.large(1_000);
    private static final Context CONTEXT = new Context(FLEET, TestFleet.context().now(), TestFleet.BERLIN, null);

    @Test
    void prepares_a_thousand_devices_quickly() {
        Duration best = best(20, () -> TestFleet.large(1_000));

        assertThat(best).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void understands_an_ordinary_text_quickly() {
        List<String> texts = List.of("restart pump 10", "what was the average temperature of chiller 994 last night?",
                "kannst du mir bitte die Temperatur von oven 12 als Diagramm zeigen, letzte 7 Tage?",
                "tempreture of comprssor 999", "asdf qwertz jkl", "and what about unit 7 of line 7");
        for (int i = 0; i < 2_000; i++) {
            TestFleet.INTERPRETER.understand(texts.get(i % texts.size()), CONTEXT);
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long start = cpuNanos();
            TestFleet.INTERPRETER.understand(texts.get(i % texts.size()), CONTEXT);
            nanos.add(cpuNanos() - start);
        }
        nanos.sort(null);
        long p99 = nanos.get(nanos.size() * 99 / 100);

        System.out.printf(Locale.ROOT, "ordinary texts, 1,000 devices: p50 %.2f ms, p99 %.2f ms%n",
                nanos.get(nanos.size() / 2) / 1e6, p99 / 1e6);
        assertThat(Duration.ofNanos(p99)).isLessThan(Duration.ofMillis(15));
    }

    @Test
    void understands_a_long_text_in_linear_time() {
        String mixed = "please restart a pump 10 and pump 17 at 18:00, banana. ".repeat(LENGTH / 55);
        best(60, () -> TestFleet.INTERPRETER.understand(mixed, CONTEXT));
        for (String part : List.of("a ", "please ", "pump 10 ", "pump ", "restart pump 10, ", "the pump 10 and ",
                "why ",
                "x1", "banana ", "last last last 24 hours ", "ää", "\"", "((((", "alerts of pump 10 and ", "one ",
                "twenty ", "pump-", "10 ", "unit 7 of line ", ". ", "A-1 and ", "und ", "hallo bitte ", "18:00 ",
                "temperature of pump 10 yesterday ", "😀", "restart pump 10. ", "the temperature, ")) {
            String text = part.repeat(LENGTH / part.length() + 1).substring(0, LENGTH);
            Duration best = best(8, () -> TestFleet.INTERPRETER.understand(text, CONTEXT));

            System.out.printf(Locale.ROOT, "10,000 characters of '%s': %.1f ms%n", part, best.toNanos() / 1e6);
            assertThat(best).as(part).isLessThan(Duration.ofMillis(100));
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Duration best(int times, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = cpuNanos();
            work.run();
            best = Math.min(best, cpuNanos() - start);
        }
        return Duration.ofNanos(best);
    }
}
