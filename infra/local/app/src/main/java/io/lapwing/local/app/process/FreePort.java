package io.lapwing.local.app.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a port to become free. One that a killed process listened on can stay taken for a moment.
final class FreePort {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private FreePort() {}

    /// @param option what the port was chosen with
    /// @throws StartFailed if it stays taken
    static void await(String address, int port, String option) {
        if (port == 0) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(address))) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartFailed(
                            "cannot listen on %s:%d (%s); end what uses it, or choose another port with %s"
                                    .formatted(address, port, e.getMessage(), option),
                            e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
