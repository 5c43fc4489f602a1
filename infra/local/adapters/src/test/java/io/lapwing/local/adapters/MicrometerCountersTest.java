package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.CountersContract;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MicrometerCountersTest extends CountersContract {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counters counters = new MicrometerCounters(registry);

    @Override
    protected Counters counters() {
        return counters;
    }

    @Override
    protected long total(Counter counter) {
        return Math.round(registry.get(counter.metric()).counter().count());
    }

    @Test
    void shows_each_counter_from_the_start() {
        assertThat(registry.scrape()).contains("lapwing_messages_accepted_total 0.0",
                "lapwing_readings_overwritten_total 0.0");
    }
}
