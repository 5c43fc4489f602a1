package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A device that answers each command as soon as it has read it. It does not come back after a cut: in a run that is
/// measured there is none. Used by its own thread, but for [#close].
final class CommandedDevice implements PacketHandler, AutoCloseable {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int PACKET_IDS = 65_535;
    private static final int FIRST_REFUSAL = 0x80;
    private static final int PING_MILLIS = Math.toIntExact(TimeUnit.SECONDS.toMillis(20));
    private static final byte[] REPLY_LEVEL = ascii("/res");
    private static final byte[] REPLY = ascii("{\"status\":200,\"payload\":{}}");

    private final DeviceLogin login;
    private final CommandWatch watch;
    private final CountDownLatch subscriptions;
    private final Socket socket = new Socket();
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
    /// The command of each reply that waits for its PUBACK, by packet id.
    private final Map<Integer, Integer> replies = new HashMap<>();
    private int lastPacketId;
    private long readMicros;
    private volatile boolean closed;

    /// @param subscriptions counted down when it is subscribed to its commands
    CommandedDevice(DeviceLogin login, CommandWatch watch, CountDownLatch subscriptions) {
        this.login = login;
        this.watch = watch;
        this.subscriptions = subscriptions;
    }

    /// Connects, and answers commands until it is closed.
    void run(InetSocketAddress broker) {
        try (socket) {
            socket.connect(broker, PING_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PING_MILLIS);
            PacketWriter.connect(out, MqttVersion.V5, login);
            flush(socket.getOutputStream());
            while (!closed) {
                receive(socket.getInputStream());
                PacketReader.readAll(in.flip(), this);
                in.compact();
                flush(socket.getOutputStream());
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                watch.failed(login + ": " + e);
            }
        }
    }

    private void receive(InputStream from) throws IOException {
        try {
            int read = from.read(in.array(), in.position(), in.remaining());
            if (read < 0) {
                throw new EOFException("the broker closed the connection");
            }
            readMicros = MicroClock.now();
            in.position(in.position() + read);
        } catch (SocketTimeoutException _) {
            PacketWriter.ping(out);
        }
    }

    private void flush(OutputStream to) throws IOException {
        to.write(out.array(), 0, out.position());
        out.clear();
    }

    @Override
    public void connected(int reasonCode, boolean sessionPresent, int receiveMaximum) {
        require(reasonCode, "CONNACK");
        PacketWriter.subscribe(out, nextPacketId(), ascii(DeviceTopic.prefixOf(login.device()) + "cmd/+"));
    }

    @Override
    public void subscribed(int packetId, int reasonCode) {
        require(reasonCode, "SUBACK");
        subscriptions.countDown();
    }

    @Override
    public void published(ByteBuffer topic, int packetId, ByteBuffer payload) {
        int number = CommandNumber.in(payload);
        watch.requested(number, readMicros);
        PacketWriter.puback(out, packetId);
        byte[] replyTopic = new byte[topic.remaining() + REPLY_LEVEL.length];
        ByteBuffer.wrap(replyTopic).put(topic).put(REPLY_LEVEL);
        int replyId = nextPacketId();
        PacketWriter.publish(out, MqttVersion.V5, replyTopic, replyId, false, ByteBuffer.wrap(REPLY));
        replies.put(replyId, number);
    }

    @Override
    public void acknowledged(int packetId, int reasonCode) {
        require(reasonCode, "PUBACK");
        Integer number = replies.remove(packetId);
        if (number == null) {
            throw new IllegalStateException(login + " got a PUBACK for nothing: " + packetId);
        }
        watch.replied(number, readMicros);
    }

    @Override
    public void disconnected(int reasonCode) {
        throw new IllegalStateException("DISCONNECT with reason code " + reasonCode);
    }

    private static void require(int reasonCode, String packet) {
        if (reasonCode >= FIRST_REFUSAL) {
            throw new IllegalStateException(packet + " with reason code " + reasonCode);
        }
    }

    private int nextPacketId() {
        lastPacketId = lastPacketId % PACKET_IDS + 1;
        return lastPacketId;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            watch.failed("closing " + login + ": " + e);
        }
    }
}
