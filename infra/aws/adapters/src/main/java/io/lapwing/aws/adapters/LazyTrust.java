package io.lapwing.aws.adapters;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/// Trusts whom the JDK trusts. Its hundred and more certificates are read when the first connection needs them, or
/// before, by a thread of its own while the rest starts, and not while a client is being made.
///
/// Thread-safe.
final class LazyTrust extends X509ExtendedTrustManager {

    private final FutureTask<X509ExtendedTrustManager> trusted;

    /// @param anchors whom to trust; null for the JDK's own choice
    LazyTrust(@Nullable KeyStore anchors) {
        this.trusted = new FutureTask<>(() -> load(anchors));
    }

    /// Begins to read, and does not wait.
    void loadMeanwhile() {
        Thread.ofPlatform().daemon().name("trusted-certificates").start(trusted);
    }

    private static X509ExtendedTrustManager load(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return Stream.of(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the JDK has no trust manager for X.509"));
    }

    private X509ExtendedTrustManager trusted() {
        trusted.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return trusted.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the trusted certificates cannot be read", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trusted().checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trusted().checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trusted().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trusted().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trusted().checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted().getAcceptedIssuers();
    }
}
