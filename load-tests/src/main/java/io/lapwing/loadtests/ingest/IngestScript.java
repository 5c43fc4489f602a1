package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.process.Mosquitto;

import java.util.List;

/// Chooses what a call of the benchmark runs.
public final class IngestScript {

    private final IngestOptions options;

    public IngestScript(IngestOptions options) {
        this.options = options;
    }

    public void play() {
        List<BrokerKind> brokers = options.brokers.stream().filter(IngestScript::isThere).toList();
        if (options.rules > 0) {
            new RulesRun(options).run();
        } else if (options.slow) {
            new StallRun(options).run();
        } else if (options.backlog > 0) {
            new BacklogRun(options).run();
        } else if (options.minutes > 0) {
            brokers.forEach(broker -> new MinutesRun(options).run(broker));
        } else {
            new Grid(options).run(brokers);
        }
    }

    private static boolean isThere(BrokerKind broker) {
        boolean there = broker == BrokerKind.EMBEDDED || Mosquitto.executable().isPresent();
        if (!there) {
            System.out.println("SKIPPED: mosquitto is not installed, so nothing is measured with it");
        }
        return there;
    }
}
