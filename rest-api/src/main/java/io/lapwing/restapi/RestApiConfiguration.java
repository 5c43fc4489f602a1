package io.lapwing.restapi;

import io.lapwing.restapi.functions.ApiFunction;
import io.lapwing.restapi.functions.ApiPorts;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the function `api` together. The platform brings the settings, the ports, the clock and the randomness,
/// and a chat if a chatbot runs with it.
@Configuration(proxyBeanMethods = false)
public class RestApiConfiguration {
    private static final String OPEN_API = "/openapi.yaml";

    @Bean
    ApiPorts apiPorts(DeviceRegistry registry, DeviceCredentials credentials, TelemetryStore telemetry,
            TelemetryIngestion ingestion, QuarantineStore quarantine, IdempotencyStore idempotency, AuditLog audit,
            Readiness readiness, CommandStore commands, ShadowStore shadows, RuleStore rules, AlertStore alerts,
            MemberStore members, RateLimiter limiter, StreamTickets tickets, ChatLinks links,
            ObjectProvider<FileStore> files, ObjectProvider<ObjectStore> objects, ObjectProvider<WebChat> chat) {
        FileStore store = files.getIfAvailable();
        return new ApiPorts(registry, credentials, telemetry, ingestion, quarantine, idempotency, audit, readiness,
                commands, shadows, rules, alerts, members, limiter, tickets, links,
                store == null ? null : new ApiPorts.Files(store, objects::getObject), chat.getIfAvailable());
    }

    @Bean
    ApiFunction api(ApiSettings settings, ApiPorts ports, InstantSource clock,
            RandomGenerator random) {
        return new ApiFunction(settings, ports, openApi(), clock, random);
    }

    /// The OpenAPI document of this version.
    public static byte[] openApi() {
        try (InputStream document = RestApiConfiguration.class.getResourceAsStream(OPEN_API)) {
            if (document == null) {
                throw new IllegalStateException(OPEN_API + " is not on the class path");
            }
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
