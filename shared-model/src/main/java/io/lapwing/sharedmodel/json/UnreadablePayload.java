package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

/// Ends the reading of a payload from however deep in it; never leaves this package.
final class UnreadablePayload extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    private UnreadablePayload(RefusalCode code, String reason) {
        // What a device sends is expected to be wrong at times: no stack trace, which would be the dearest part of it.
        super(reason, null, false, false);
        this.code = code;
    }

    static UnreadablePayload malformed(String reason) {
        return new UnreadablePayload(RefusalCode.PAYLOAD_MALFORMED, reason);
    }

    static UnreadablePayload tooLarge(String reason) {
        return new UnreadablePayload(RefusalCode.PAYLOAD_TOO_LARGE, reason);
    }

    static UnreadablePayload tooDeep(String reason) {
        return new UnreadablePayload(RefusalCode.TOO_DEEP, reason);
    }

    RefusalCode code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
