package io.lapwing.loadtests.gatling;

import java.util.List;

/// What the user of an app does next, and how often of a hundred times.
public enum Act {

    LIST(15), DEVICE_PAGE(25), LATEST(25), DAY(20), INGEST(10), COMMAND(5);

    static final int ALL = 100;

    private final int share;

    Act(int share) {
        this.share = share;
    }

    /// What it takes, one after the other.
    List<RequestKind> requests() {
        return switch (this) {
            case LIST -> List.of(RequestKind.LIST);
            case DEVICE_PAGE ->
                List.of(RequestKind.DEVICE, RequestKind.ALERTS, RequestKind.SHADOW, RequestKind.COMMANDS);
            case LATEST -> List.of(RequestKind.LATEST);
            case DAY -> List.of(RequestKind.DAY);
            case INGEST -> List.of(RequestKind.INGEST);
            case COMMAND -> List.of(RequestKind.COMMAND);
        };
    }

    /// The act that a number below [#ALL] stands for.
    static Act of(int number) {
        int end = 0;
        for (Act act : values()) {
            end += act.share;
            if (number < end) {
                return act;
            }
        }
        throw new IllegalArgumentException("no act for " + number);
    }

    /// How many requests an act takes on average.
    public static double meanRequests() {
        double requests = 0;
        for (Act act : values()) {
            requests += act.share * act.requests().size();
        }
        return requests / ALL;
    }
}
