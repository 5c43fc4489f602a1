package io.lapwing.local.app.process;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.http.ApiServlet;
import io.lapwing.local.app.http.HttpListener;
import io.lapwing.local.app.http.MetricsServlet;
import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.functions.ApiSettings;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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

    @Bean
    ApiSettings apiSettings(ProcessSettings settings) {
        LocalIssuer issuer = settings.issuer();
        return new ApiSettings(new TokenPolicy(LocalIssuer.ISSUER, LocalIssuer.AUDIENCE),
                new ImmutableJWKSet<>(issuer.publicKeys()), issuer.cursorKey(), ApiSettings.Limits.DEFAULT);
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
