package io.lapwing.local.app.process;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.MicrometerCounters;
import io.lapwing.sharedmodel.port.Counters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What operators watch, at `/metrics`.
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean
    Counters counters(PrometheusMeterRegistry registry) {
        return new MicrometerCounters(registry);
    }

    @Bean
    JvmGcMetrics gcMetrics(PrometheusMeterRegistry registry) {
        JvmGcMetrics metrics = new JvmGcMetrics();
        metrics.bindTo(registry);
        return metrics;
    }

    @Bean
    MeterBinder processMetrics(PrometheusMeterRegistry registry) {
        MeterBinder binder = target -> {
            new JvmMemoryMetrics().bindTo(target);
            new JvmThreadMetrics().bindTo(target);
            new ProcessorMetrics().bindTo(target);
            new FileDescriptorMetrics().bindTo(target);
            new UptimeMetrics().bindTo(target);
        };
        binder.bindTo(registry);
        return binder;
    }

    @Bean
    MeterBinder batcherMetrics(PrometheusMeterRegistry registry, MessageBatcher batcher) {
        MeterBinder binder = target -> {
            Gauge.builder("lapwing.batcher.messages", batcher, MessageBatcher::waitingMessages)
                    .description("Messages that wait for the store").register(target);
            Gauge.builder("lapwing.batcher.bytes", batcher, MessageBatcher::waitingBytes)
                    .description("Bytes of the messages that wait for the store").baseUnit("bytes").register(target);
        };
        binder.bindTo(registry);
        return binder;
    }
}
