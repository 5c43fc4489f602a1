package io.lapwing.loadtests.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CuttableProxyTest {

    private static final int TIMEOUT_MILLIS = 5000;

    @Test
    void carries_bytes_until_it_is_cut_and_again_when_it_is_restored() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                CuttableProxy proxy = CuttableProxy.before(FreePort.address(server.getLocalPort()))) {
            try (Socket client = connect(proxy); Socket accepted = server.accept()) {
                assertThat(carries(client, accepted)).isTrue();
                assertThat(carries(accepted, client)).isTrue();
                proxy.cut();
                assertThat(ends(client)).isTrue();
                assertThat(ends(accepted)).isTrue();
            }
            try (Socket refused = connect(proxy)) {
                assertThat(ends(refused)).isTrue();
            }
            proxy.restore();
            try (Socket client = connect(proxy)) {
                assertThat(reaches(client, server)).isTrue();
            }
        }
    }

    private static Socket connect(CuttableProxy proxy) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(TIMEOUT_MILLIS);
        return client;
    }

    private static boolean carries(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(42);
        to.setSoTimeout(TIMEOUT_MILLIS);
        return to.getInputStream().read() == 42;
    }

    /// Connections that were made while it was cut may stand before the new one in the server's queue.
    private static boolean reaches(Socket client, ServerSocket server) throws IOException {
        server.setSoTimeout(TIMEOUT_MILLIS);
        client.getOutputStream().write(7);
        int heard = -1;
        while (heard < 0) {
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(TIMEOUT_MILLIS);
                heard = readOrEnd(accepted);
            }
        }
        return heard == 7;
    }

    private static boolean ends(Socket socket) throws IOException {
        return readOrEnd(socket) < 0;
    }

    private static int readOrEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }
}
