package io.lapwing.loadtests.bare;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.postgresql.ds.PGSimpleDataSource;

/// The bare server: the HTTP server, the driver and the pool that Lapwing uses, set up alike, and one servlet between
/// them. It knows nothing but the requests of the load.
public final class BareServer {

    /// What it prints once it answers.
    public static final String READY = "bare server is ready";

    private static final int POOL = 16;

    /// Lapwing's, and no more: see `PostgresDatabase`.
    private static final String OPTIONS = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off"
            + " -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c statement_timeout=10000 -c lock_timeout=5000";

    private BareServer() {}

    /// @param args the port, a folder for the server, and the file with the keys of the tokens' issuer
    public static void main(String[] args) throws LifecycleException, InterruptedException {
        HikariDataSource database = database(System.getenv("LAPWING_DATABASE_URL"),
                System.getenv("LAPWING_DATABASE_USER"), System.getenv("LAPWING_DATABASE_PASSWORD"));
        BareServlet servlet = new BareServlet(new BareTokens(Path.of(args[2])), new BareQueries(database),
                new BareWrites(database));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setConnector(connector(Integer.parseInt(args[0])));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "bare", servlet).addMapping("/*");
        tomcat.start();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.getLoopbackAddress());
            protocol.setExecutor(new VirtualThreadExecutor("http-"));
        }
        return connector;
    }

    private static HikariDataSource database(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setOptions(OPTIONS);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(POOL);
        return new HikariDataSource(config);
    }
}
