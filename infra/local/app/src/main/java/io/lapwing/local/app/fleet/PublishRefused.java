package io.lapwing.local.app.fleet;

/// The broker acknowledged a message with a reason code that says no.
public final class PublishRefused extends Exception {

    private static final long serialVersionUID = 1L;

    PublishRefused(int reasonCode) {
        super("refused with reason code 0x%02X".formatted(reasonCode));
    }
}
