package io.lapwing.loadtests.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/// A device's connections to its broker, one after the other. It keeps its window full, and after a reconnect begins
/// with what was not acknowledged. Used by the load's thread.
final class DeviceConnection implements PacketHandler {

    private static final int IN_BYTES = 4096;
    private static final int MAX_OUT_BYTES = 64 * 1024;
    private static final long RETRY_MICROS = TimeUnit.MILLISECONDS.toMicros(200);
    /// As long as Paho's devices wait by default: ten thousand that come at once have to.
    private static final long CONNECT_MICROS = TimeUnit.SECONDS.toMicros(30);
    private static final long PING_MICROS = TimeUnit.SECONDS.toMicros(20);
    private static final long DEAD_MICROS = TimeUnit.SECONDS.toMicros(45);

    private enum State {
        DOWN, CONNECTING, SIGNING_ON, UP
    }

    private final LoadDevice device;
    private final LoadSettings settings;
    private final LoadMeter meter;
    private final SendGate gate;
    private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
    private final ByteBuffer out;
    private @Nullable SelectionKey key;
    private State state = State.DOWN;
    private long retryAt;
    private long lastSent;
    private long lastReceived;
    private long position;
    private int window;
    private boolean sessionPresent;

    DeviceConnection(LoadDevice device, LoadSettings settings, LoadMeter meter, SendGate gate) {
        this.device = device;
        this.settings = settings;
        this.meter = meter;
        this.gate = gate;
        this.out = ByteBuffer.allocateDirect(Math.min(MAX_OUT_BYTES, (settings.window() + 1) * device.messageBytes()));
    }

    LoadDevice device() {
        return device;
    }

    /// Goes on with whatever the socket is ready for.
    ///
    /// @return whether nothing but the gate keeps it from sending more
    boolean advance(SelectionKey ready) {
        try {
            if (ready.isConnectable()) {
                ((SocketChannel) ready.channel()).finishConnect();
                PacketWriter.connect(out, settings.version(), device.login());
                state = State.SIGNING_ON;
            }
            if (ready.isReadable()) {
                receive((SocketChannel) ready.channel());
            }
            return send();
        } catch (IOException e) {
            drop(e.toString());
            return false;
        }
    }

    /// Sends what the window and the gate have room for.
    ///
    /// @return whether nothing but the gate keeps it from sending more
    boolean pump() {
        try {
            return send();
        } catch (IOException e) {
            drop(e.toString());
            return false;
        }
    }

    /// What is due with time: reconnects, pings, and giving up a connection that is silent.
    void tick(Selector selector) {
        long now = MicroClock.now();
        switch (state) {
            case DOWN -> connectIfDue(selector, now);
            case CONNECTING, SIGNING_ON -> dropIfSilent(now, CONNECT_MICROS);
            case UP -> {
                dropIfSilent(now, DEAD_MICROS);
                pingIfIdle(now);
            }
        }
    }

    void disconnect() {
        if (state == State.UP && out.remaining() >= 2) {
            PacketWriter.disconnect(out);
            pump();
        }
        drop("the load has ended");
    }

    @Override
    public void connected(int reasonCode, boolean sessionIsPresent, int receiveMaximum) {
        if (reasonCode != 0) {
            drop("CONNACK with reason code " + reasonCode);
            return;
        }
        state = State.UP;
        sessionPresent = sessionIsPresent;
        window = Math.min(settings.window(), receiveMaximum);
        position = device.window().firstOpen();
        meter.connected(window);
    }

    @Override
    public void acknowledged(int packetId, int reasonCode) {
        long number = device.window().numberOf(packetId);
        if (number < 0) {
            throw new IllegalStateException(device.login() + " got a PUBACK for nothing: " + packetId);
        }
        if (reasonCode >= 0x80) {
            device.window().refuse(number);
            meter.refused();
        } else {
            meter.acknowledged(device.window().sentMicros(number), lastReceived);
            device.window().acknowledge(number);
        }
    }

    @Override
    public void disconnected(int reasonCode) {
        drop("DISCONNECT with reason code " + reasonCode);
    }

    private void connectIfDue(Selector selector, long now) {
        if (now < retryAt) {
            return;
        }
        in.clear();
        out.clear();
        lastReceived = now;
        lastSent = now;
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            state = State.CONNECTING;
            channel.connect(settings.broker());
        } catch (IOException e) {
            drop(e.toString());
        }
    }

    private void dropIfSilent(long now, long limit) {
        if (now - lastReceived > limit) {
            drop("the broker was silent for " + TimeUnit.MICROSECONDS.toSeconds(limit) + " s");
        }
    }

    private void pingIfIdle(long now) {
        if (state == State.UP && now - Math.min(lastSent, lastReceived) > PING_MICROS && out.remaining() >= 2) {
            PacketWriter.ping(out);
            pump();
        }
    }

    private void receive(SocketChannel channel) throws IOException {
        int read = channel.read(in);
        if (read < 0) {
            throw new EOFException("the broker closed the connection");
        }
        lastReceived = MicroClock.now();
        in.flip();
        PacketReader.readAll(in, this);
        in.compact();
    }

    private boolean send() throws IOException {
        boolean waits = state == State.UP && fill();
        if (key != null && state != State.CONNECTING && state != State.DOWN) {
            flush(key);
        }
        return waits;
    }

    private boolean fill() {
        MessageWindow messages = device.window();
        long now = MicroClock.now();
        while (position < messages.next() && out.remaining() >= device.messageBytes()) {
            resend(position++);
        }
        while (position == messages.next() && messages.inFlight() < window && position < settings.messagesPerDevice()) {
            if (out.remaining() < device.messageBytes()) {
                return false;
            }
            if (!gate.isOpen()) {
                return true;
            }
            device.publish(out, settings.version(), messages.open(now), false);
            position++;
            meter.sent();
        }
        return false;
    }

    private void resend(long number) {
        if (device.window().isOpen(number)) {
            device.publish(out, settings.version(), number, sessionPresent);
            meter.resent();
        }
    }

    private void flush(SelectionKey open) throws IOException {
        if (out.position() > 0) {
            out.flip();
            ((SocketChannel) open.channel()).write(out);
            out.compact();
            lastSent = MicroClock.now();
        }
        int interest = out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (open.interestOps() != interest) {
            open.interestOps(interest);
        }
    }

    private void drop(String reason) {
        if (state == State.UP) {
            meter.lost();
        }
        meter.problem(reason);
        state = State.DOWN;
        retryAt = MicroClock.now() + RETRY_MICROS;
        if (key != null) {
            key.cancel();
            try {
                key.channel().close();
            } catch (IOException e) {
                meter.problem("closing: " + e);
            }
            key = null;
        }
    }
}
