package io.lapwing.local.app.live;

import io.lapwing.restapi.functions.LiveUpdate;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.live.LivePosition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes Server-Sent Events, as the HTML standard has them (section 9.2). What is written is sent by [#flush()]. For
/// one thread.
final class EventStream {

    private static final int RETRY_MILLIS = 2000;
    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    EventStream(OutputStream out) {
        this.out = out;
    }

    private record Reason(String reason) {}

    private record End(String code, String reason) {}

    void begin(LivePosition position) {
        text("retry: " + RETRY_MILLIS + "\n\n");
        event("ready", position);
        text("data: {}\n\n");
    }

    /// @param position where the client stands who has seen it
    void update(LiveUpdate update, LivePosition position) {
        event(update.event(), position);
        text("data: ");
        update.writeDataTo(buffer);
        text("\n\n");
    }

    /// Whether so much is written that it should be sent.
    boolean isFull() {
        return buffer.size() > CHUNK;
    }

    void reset(LivePosition position, String reason) {
        event("reset", position);
        data(new Reason(reason));
    }

    void end(StreamEnd end) {
        text("event: end\n");
        data(new End(end.name(), end.reason()));
    }

    /// That the server is still there, and where the client stands, who may have been told nothing for long.
    void keepAlive(LivePosition position) {
        text(": \nid: " + position + "\n\n");
    }

    /// Sends what was written; takes as long as the client does.
    void flush() throws IOException {
        buffer.writeTo(out);
        buffer.reset();
        out.flush();
    }

    private void event(String name, LivePosition position) {
        text("id: " + position + "\nevent: " + name + "\n");
    }

    private void data(Record data) {
        text("data: ");
        buffer.writeBytes(Json.write(data));
        text("\n\n");
    }

    private void text(String text) {
        buffer.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
