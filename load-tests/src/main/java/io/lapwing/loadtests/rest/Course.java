package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Act;
import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.Findings.Found;
import io.lapwing.loadtests.gatling.RequestKind;
import io.lapwing.loadtests.gatling.Step;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps that the two go through, in turns, and what is read out of their times.
final class Course {

    private static final String WARM_UP = "warm-up";
    private static final int P99 = 99;

    private final RestOptions options;
    private final Map<Contender, URI> servers;

    Course(RestOptions options, Map<Contender, URI> servers) {
        this.options = options;
        this.servers = Map.copyOf(servers);
    }

    /// What a contender reached with so many users.
    record Reached(int users, Found found) {}

    /// Fixed numbers of users, each as often as there are rounds.
    List<Step> closed() {
        List<Step> steps = new ArrayList<>(warmUps(new Step.Closed(options.users.getLast()), options.warmUp));
        for (int users : options.users) {
            for (int round = 0; round < options.rounds; round++) {
                for (Contender contender : Contender.values()) {
                    steps.add(step(closedName(contender, users), contender, new Step.Closed(users), turn()));
                }
            }
        }
        return steps;
    }

    /// Half of a rate, for each, in turns.
    List<Step> half(double requestsPerSecond) {
        Step.Load load = new Step.Open(requestsPerSecond / 2 / Act.meanRequests());
        // The servers are warm by now, the users are new.
        List<Step> steps = new ArrayList<>(warmUps(load, options.warmUp.dividedBy(4)));
        for (int round = 0; round < options.rounds; round++) {
            for (Contender contender : Contender.values()) {
                steps.add(step(halfName(contender), contender, load, turn()));
            }
        }
        return steps;
    }

    private List<Step> warmUps(Step.Load load, Duration time) {
        return Stream.of(Contender.values()).map(contender -> step(WARM_UP, contender, load, time)).toList();
    }

    private Duration turn() {
        return Duration.ofSeconds(options.seconds);
    }

    private Step step(String name, Contender contender, Step.Load load, Duration time) {
        URI server = servers.get(contender);
        if (server == null) {
            throw new IllegalStateException("no server of " + contender);
        }
        return new Step(name, server, load, time);
    }

    static String closedName(Contender contender, int users) {
        return contender + "-" + users;
    }

    static String halfName(Contender contender) {
        return contender + "-half";
    }

    /// The number of users with which a contender answers most requests a second, while it keeps within the bound.
    Optional<Reached> best(Findings findings, Contender contender) {
        return options.users.stream().map(users -> new Reached(users, findings.of(closedName(contender, users))))
                .filter(reached -> reached.found().all().getTotalCount() > 0)
                .filter(reached -> slowest(reached.found()) <= options.boundMillis)
                .max(Comparator.comparingDouble(reached -> reached.found().perSecond()));
    }

    /// The p99 of the kind that has the highest.
    static long slowest(Found found) {
        return Stream.of(RequestKind.values()).mapToLong(kind -> found.of(kind).getValueAtPercentile(P99)).max()
                .orElseThrow();
    }
}
