package io.lapwing.loadtests.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A device that signs on, sends as much as it may and half a message more, and then neither reads nor writes, with its
/// connection open.
public final class StalledDevice implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNACK_HEADER = 2;

    private final Socket socket;

    private StalledDevice(Socket socket) {
        this.socket = socket;
    }

    /// @param messages how many whole messages it sends before it stalls
    public static StalledDevice connect(InetSocketAddress broker, FleetMember member, int messages) {
        try {
            Socket socket = new Socket();
            socket.connect(broker, Math.toIntExact(TIMEOUT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            ByteBuffer connect = ByteBuffer.allocate(TelemetryMessages.MAX_BYTES);
            PacketWriter.connect(connect, MqttVersion.V5, member.login());
            send(socket, connect, connect.position());
            awaitConnack(socket);
            publish(socket, new LoadDevice(member, messages + 1), messages);
            return new StalledDevice(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitConnack(Socket socket) throws IOException {
        byte[] header = socket.getInputStream().readNBytes(CONNACK_HEADER);
        if (header.length < CONNACK_HEADER || socket.getInputStream().readNBytes(header[1]).length < header[1]) {
            throw new EOFException("the broker closed the connection");
        }
    }

    private static void publish(Socket socket, LoadDevice device, int messages) throws IOException {
        ByteBuffer out = ByteBuffer.allocate((messages + 1) * device.messageBytes());
        for (int i = 0; i < messages; i++) {
            device.publish(out, MqttVersion.V5, device.window().open(MicroClock.now()), false);
        }
        int whole = out.position();
        device.publish(out, MqttVersion.V5, device.window().open(MicroClock.now()), false);
        send(socket, out, (whole + out.position()) / 2);
    }

    private static void send(Socket socket, ByteBuffer bytes, int length) throws IOException {
        byte[] sent = new byte[length];
        bytes.get(0, sent);
        socket.getOutputStream().write(sent);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
