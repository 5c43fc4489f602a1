package io.lapwing.local.app.process;

import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresLiveFeed;
import io.lapwing.local.app.http.StreamServlet;
import io.lapwing.local.app.live.LiveStreams;
import io.lapwing.local.app.live.StreamSettings;
import io.lapwing.restapi.LiveStreamConfiguration;
import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.restapi.functions.OpenStream;
import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.port.StreamTickets;

import java.time.InstantSource;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/// HTTP in front of live updates.
@Configuration(proxyBeanMethods = false)
@Import(LiveStreamConfiguration.class)
class StreamConfiguration {

    @Bean
    LiveFeed liveFeed(PostgresDatabase database) {
        return new PostgresLiveFeed(database);
    }

    /// Apps listen to what this process answers.
    @Bean
    StreamTickets streamTickets() {
        return StreamTickets.NOWHERE;
    }

    /// Closed by [StreamsEnd], before the server waits for its requests to end.
    @Bean(destroyMethod = "")
    LiveStreams liveStreams(LiveFeed feed, LiveUpdates updates, PrometheusMeterRegistry registry, InstantSource clock) {
        return new LiveStreams(feed, updates, StreamSettings.DEFAULT, registry, clock);
    }

    @Bean
    SmartLifecycle streamsEnd(LiveStreams streams) {
        return new StreamsEnd(streams);
    }

    @Bean
    ServletRegistrationBean<StreamServlet> streamServlet(ObjectProvider<OpenStream> openStream,
            ObjectProvider<LiveStreams> streams) {
        return new ServletRegistrationBean<>(new StreamServlet(SingletonSupplier.of(openStream::getObject),
                SingletonSupplier.of(streams::getObject)), "/v1/stream");
    }
}
