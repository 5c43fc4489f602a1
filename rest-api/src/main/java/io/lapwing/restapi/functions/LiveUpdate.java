package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveKind;

import java.io.ByteArrayOutputStream;

import org.jspecify.annotations.Nullable;

/// Something that happened, as apps see it. The same for all who listen, so that it is put together once.
public final class LiveUpdate {
    private final LiveEntry entry;
    private final LiveKind kind;
    private final @Nullable DeviceId device;
    private final String event;
    private final byte[] data;

    /// @param device that it is of, if it is of any
    /// @param event what kind of event it is to clients
    /// @param data JSON
    LiveUpdate(LiveEntry entry, LiveKind kind, @Nullable DeviceId device, String event, byte[] data) {
        this.entry = entry;
        this.kind = kind;
        this.device = device;
        this.event = event;
        this.data = onOneLine(data);
    }

    /// Where it stands.
    public LiveEntry entry() {
        return entry;
    }

    public boolean isFor(StreamFilter filter) {
        return filter.takes(kind, device);
    }

    public String event() {
        return event;
    }

    /// How many bytes its data has.
    public int size() {
        return data.length;
    }

    public void writeDataTo(ByteArrayOutputStream out) {
        out.write(data, 0, data.length);
    }

    /// Within texts line ends are escaped, so that the others are only space between values.
    private static byte[] onOneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
