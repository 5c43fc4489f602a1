package io.lapwing.aws.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/// A way to a server on which every connection breaks after some bytes of answers.
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final long limit;

    CuttingProxy(URI server, long limit) throws IOException {
        this.server = server;
        this.limit = limit;
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> pass(client, behind, Long.MAX_VALUE));
                Thread.ofVirtual().start(() -> pass(behind, client, limit));
            }
        } catch (IOException _) {
            // Closed: the end.
        }
    }

    private static void pass(Socket from, Socket to, long limit) {
        byte[] buffer = new byte[8192];
        long left = limit;
        try (from; to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            while (left > 0) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException _) {
            // The other side has ended, and so does this one.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
