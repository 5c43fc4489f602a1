package io.lapwing.restapi;

import io.lapwing.restapi.functions.ApiFunction;
import io.lapwing.restapi.functions.LiveUpdates;
import io.lapwing.restapi.functions.OpenStream;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.FileStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a platform with a living process needs for live updates, beside [RestApiConfiguration].
@Configuration(proxyBeanMethods = false)
public class LiveStreamConfiguration {
    @Bean
    OpenStream openStream(ApiFunction api) {
        return new OpenStream(api);
    }

    @Bean
    LiveUpdates liveUpdates(AlertStore alerts, CommandStore commands, FileStore files) {
        return new LiveUpdates(alerts, commands, files);
    }
}
