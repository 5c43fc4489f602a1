package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.sharedmodel.fixtures.Eventually;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// An app that listens to `/v1/stream` over a plain socket, and keeps what it gets.
final class StreamClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALL_WINDOW = 4096;

    private final Socket socket;
    private final List<Event> events = new ArrayList<>();
    private String id = "";
    private String name = "";
    private String data = "";
    private String lastId = "";
    private boolean ended;

    record Event(String id, String name, String data) {}

    private StreamClient(Socket socket) {
        this.socket = socket;
    }

    /// Opens a stream and reads it in a thread of its own.
    ///
    /// @param lastEventId empty for none
    static StreamClient open(LapwingProcess process, String token, String query, String lastEventId) {
        StreamClient client = silent(process, token, query, lastEventId);
        client.read();
        return client;
    }

    /// Opens a stream and reads nothing of it, until it is told to.
    static StreamClient silent(LapwingProcess process, String token, String query, String lastEventId) {
        URI address = process.httpAddress();
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL_WINDOW);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            // HTTP/1.0: what comes is the events alone, in no chunks.
            socket.getOutputStream().write(("GET /v1/stream" + query + " HTTP/1.0\r\nAuthorization: Bearer " + token
                    + "\r\nAccept: text/event-stream\r\n"
                    + (lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new StreamClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void read() {
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line);
                }
            } catch (IOException e) {
                // The server was killed, or we closed it.
            }
            end();
        });
    }

    /// An event, its id included, counts once its empty line is there.
    private synchronized void take(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data = line.substring(6);
        } else if (line.isEmpty()) {
            lastId = id;
            if (!data.isEmpty()) {
                events.add(new Event(lastId, name, data));
            }
            data = "";
        }
    }

    private synchronized void end() {
        ended = true;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized String lastId() {
        return lastId;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /// The data of events of this name.
    List<String> data(String name) {
        return events().stream().filter(event -> event.name().equals(name)).map(Event::data).toList();
    }

    StreamClient awaitReady() {
        Eventually.within(PATIENCE, () -> assertThat(data("ready")).hasSize(1));
        return this;
    }

    void await(Runnable assertion) {
        Eventually.within(PATIENCE, assertion);
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
