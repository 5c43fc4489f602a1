package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Ports of this machine's loopback.
public final class FreePort {

    private static final int CONNECT_MILLIS = 500;

    private FreePort() {}

    /// A port that nobody listens on, as it stands.
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// @throws IllegalStateException if nobody listens on it in time
    public static void awaitListening(int port, Duration timeout) {
        if (!Waiting.until(() -> isListening(port), timeout)) {
            throw new IllegalStateException("nobody listens on port " + port + " after " + timeout);
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
