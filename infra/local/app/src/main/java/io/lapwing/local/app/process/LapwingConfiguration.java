package io.lapwing.local.app.process;

import io.lapwing.deviceingest.DeviceIngestConfiguration;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.restapi.RestApiConfiguration;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// The functions, and all that they need on one machine.
@Configuration(proxyBeanMethods = false)
@Import({DeviceIngestConfiguration.class, RestApiConfiguration.class, StoreConfiguration.class,
        MessagingConfiguration.class, HttpConfiguration.class, StreamConfiguration.class, MetricsConfiguration.class,
        ChatConfiguration.class, FileConfiguration.class, ExportConfiguration.class})
@ImportAutoConfiguration(ContextFunctionCatalogAutoConfiguration.class)
class LapwingConfiguration {

    /// Wins over whatever the environment says: nobody outside chooses the function.
    private static final Map<String, Object> PINNED = Map.of("spring.cloud.function.definition", "api",
            "spring.lifecycle.timeout-per-shutdown-phase", "4s");

    /// Starts the application.
    ///
    /// @param database is asked only once a connection is needed
    static ConfigurableApplicationContext start(ProcessSettings settings, Supplier<DatabaseSettings> database) {
        // Logback reads its own configuration; Boot's logging would only read it again.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return new SpringApplicationBuilder(LapwingConfiguration.class).bannerMode(Banner.Mode.OFF)
                .web(WebApplicationType.SERVLET).registerShutdownHook(false).logStartupInfo(false)
                .addCommandLineProperties(false)
                .initializers(context -> prepare((GenericApplicationContext) context, settings, database)).run();
    }

    private static void prepare(GenericApplicationContext context, ProcessSettings settings,
            Supplier<DatabaseSettings> database) {
        pin(context.getEnvironment());
        context.registerBean(ProcessSettings.class, () -> settings);
        context.registerBean(DatabaseSettings.class, database);
    }

    static void pin(ConfigurableEnvironment environment) {
        environment.getPropertySources().addFirst(new MapPropertySource("pinned", PINNED));
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
