package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.watch.StatusReport;
import io.lapwing.sharedmodel.watch.StatusReport.Empty;
import io.lapwing.sharedmodel.watch.StatusReport.Malformed;
import io.lapwing.sharedmodel.watch.StatusReport.Told;

import java.util.Map;

/// Reads birth and will messages: `{"online":true|false,"sid":n}`. Other fields are the device's own business.
public final class StatusPayloads {

    private StatusPayloads() {}

    public static StatusReport read(Payload payload) {
        if (payload.size() == 0) {
            return new Empty();
        }
        if (payload.size() > Payload.MAX_BYTES) {
            return new Malformed("The payload has " + payload.size() + " bytes; " + Payload.MAX_BYTES
                    + " are allowed.");
        }
        try {
            if (Json.read(payload.toBytes()) instanceof Map<?, ?> status
                    && status.get("online") instanceof Boolean online && status.get("sid") instanceof Long sid) {
                return new Told(online, sid);
            }
            return new Malformed("A status is an object with online, true or false, and sid, an integer.");
        } catch (MalformedJson e) {
            return new Malformed("The payload is not well-formed JSON, at line " + e.line() + ", column " + e.column()
                    + ".");
        }
    }
}
