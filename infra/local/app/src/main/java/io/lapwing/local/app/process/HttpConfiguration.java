package io.lapwing.local.app.process;

import io.lapwing.local.adapters.PostgresTenants;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.http.ApiServlet;
import io.lapwing.local.app.http.HttpListener;
import io.lapwing.local.app.http.LocalSignIn;
import io.lapwing.local.app.http.MetricsServlet;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.restapi.functions.TrustedIssuer;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.AuditLog;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/// HTTP in front of the function `api`.
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final int MAX_PROPOSED = 100;
    private static final TenantId FIRST_TENANT = new TenantId("demo");

    @Bean
    ApiSettings apiSettings(ProcessSettings settings) {
        LocalIssuer issuer = settings.issuer();
        List<TrustedIssuer> issuers = new ArrayList<>();
        // The commands of this machine go on with the local one.
        issuers.add(new TrustedIssuer(new TokenPolicy(LocalIssuer.ISSUER, LocalIssuer.AUDIENCE),
                new ImmutableJWKSet<>(issuer.publicKeys())));
        settings.rest().outsideIssuer().ifPresent(issuers::add);
        return new ApiSettings(issuers, issuer.cursorKey(),
                ApiSettings.Limits.DEFAULT.with(settings.rest().rates()));
    }

    @Bean
    TomcatServletWebServerFactory httpListener(ProcessSettings settings) throws UnknownHostException {
        return HttpListener.at(InetAddress.getByName(settings.bindAddress()), settings.ports().http(),
                settings.dataDir().resolve("http"));
    }

    /// The function is asked for by the first request only: the server is set up before anything else, and must not
    /// set up all the rest on its way.
    @Bean
    ServletRegistrationBean<ApiServlet> apiServlet(ObjectProvider<Function<ApiRequest, ApiResponse>> api,
            PrometheusMeterRegistry registry) {
        SingletonSupplier<Function<ApiRequest, ApiResponse>> function = SingletonSupplier.of(api::getObject);
        return new ServletRegistrationBean<>(new ApiServlet(request -> function.obtain().apply(request), registry),
                "/*");
    }

    @Bean
    ServletRegistrationBean<ApiServlet> signInServlet(ProcessSettings settings, ObjectProvider<PostgresTenants> tenants,
            ObjectProvider<AuditLog> audit, InstantSource clock, PrometheusMeterRegistry registry) {
        SingletonSupplier<LocalSignIn> signIn = SingletonSupplier.of(() -> new LocalSignIn(settings.issuer(),
                settings.rest().signIn(), () -> proposed(tenants.getObject()), audit.getObject(), clock));
        return new ServletRegistrationBean<>(new ApiServlet(request -> signIn.obtain().apply(request), registry),
                LocalSignIn.PATH);
    }

    private static List<TenantId> proposed(PostgresTenants tenants) {
        List<TenantId> found = tenants.list(MAX_PROPOSED);
        return found.isEmpty() ? List.of(FIRST_TENANT) : found;
    }

    @Bean
    ServletRegistrationBean<MetricsServlet> metricsServlet(PrometheusMeterRegistry registry) {
        return new ServletRegistrationBean<>(new MetricsServlet(registry), "/metrics");
    }

    @Bean
    HttpAddress httpAddress(WebServerApplicationContext context, ProcessSettings settings) {
        return () -> {
            var server = context.getWebServer();
            if (server == null) {
                throw new IllegalStateException("the HTTP server has not started");
            }
            return URI.create("http://" + settings.reachableHost() + ":" + server.getPort());
        };
    }
}
