package io.lapwing.local.app.http;

import io.lapwing.local.app.live.StreamSettings;

import java.io.File;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/// The HTTP server, as the REST interface needs it: nothing of a web application, a virtual thread for each request,
/// and a bound on whatever a client could make it wait for.
public final class HttpListener {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private static final int MAX_REQUESTS = 4096;
    /// Whoever listens to live updates has a connection of his own.
    private static final int MAX_CONNECTIONS = MAX_REQUESTS + StreamSettings.DEFAULT.maxClients();

    private HttpListener() {}

    /// @param port 0 takes a free one
    /// @param folder for the server's own files, of which there are none so far
    public static TomcatServletWebServerFactory at(InetAddress address, int port, Path folder) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
        factory.setAddress(address);
        File root = folder.toFile();
        factory.setBaseDirectory(root);
        // Without a root of its own, it would make a temporary one at every start.
        factory.getSettings().setDocumentRoot(root);
        factory.getSettings().setRegisterDefaultServlet(false);
        factory.getSettings().getJsp().setRegistered(false);
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addConnectorCustomizers(HttpListener::customize);
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
        return factory;
    }

    private static void customize(Connector connector) {
        // Whether a path with %2F means anything is for the function to say, in its own words.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        ProtocolHandler handler = connector.getProtocolHandler();
        if (handler instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(new VirtualThreadExecutor("http-"));
            protocol.setConnectionTimeout(Math.toIntExact(READ_WITHIN.toMillis()));
            protocol.setKeepAliveTimeout(Math.toIntExact(IDLE.toMillis()));
            protocol.setMaxConnections(MAX_CONNECTIONS);
        }
    }
}
