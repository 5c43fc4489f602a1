package io.lapwing.loadtests.gatling;

import java.util.stream.Stream;

/// A kind of request that is measured by itself.
public enum RequestKind {

    LIST("list devices", 200),

    DEVICE("device", 200),

    ALERTS("its open alerts", 200),

    SHADOW("its shadow", 200),

    COMMANDS("its commands", 200),

    LATEST("latest values", 200),

    DAY("a day in buckets", 200),

    INGEST("POST readings", 200),

    COMMAND("POST a command", 202);

    private final String text;
    private final int goodStatus;

    RequestKind(String text, int goodStatus) {
        this.text = text;
        this.goodStatus = goodStatus;
    }

    /// What it is called in a report.
    public String text() {
        return text;
    }

    /// Those that change nothing.
    public static Stream<RequestKind> reads() {
        return Stream.of(values()).filter(kind -> kind != INGEST && kind != COMMAND);
    }

    int goodStatus() {
        return goodStatus;
    }
}
