package io.lapwing.loadtests.gatling;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/// Users of an app: each draws an act, asks for what it takes, and draws the next. They share connections, which stay
/// open.
public final class AppUsers extends Simulation {

    private static final String MILLIS = "millis";
    private static final String STATUS = "status";
    private static final String ACT = "act";

    private final Draws draws;
    private final AppRequests requests;
    private final Recorder recorder = new Recorder();

    public AppUsers() {
        Plan plan = Plan.read(Path.of(System.getProperty(Plan.PROPERTY)));
        draws = new Draws(plan);
        requests = new AppRequests(plan.day());
        setUp(inTurn(plan.steps()))
                .protocols(http.authorizationHeader("Bearer " + Objects.requireNonNull(System.getenv(Plan.TOKEN)))
                        .acceptHeader("application/json").disableCaching().disableFollowRedirect()
                        .shareConnections());
    }

    private PopulationBuilder inTurn(List<Step> steps) {
        PopulationBuilder first = users(0, steps.getFirst());
        return steps.size() == 1 ? first : first.andThen(followers(steps, 1));
    }

    private PopulationBuilder followers(List<Step> steps, int index) {
        PopulationBuilder population = users(index, steps.get(index));
        return index + 1 == steps.size() ? population : population.andThen(followers(steps, index + 1));
    }

    private PopulationBuilder users(int index, Step step) {
        ScenarioBuilder users = scenario(index + " " + step.name());
        return switch (step.load()) {
            // Who is at something when the time is up finishes it, so that all that was answered is counted.
            case Step.Closed(int count) ->
                users.during(step.time(), "acts", false).on(act(step)).injectOpen(atOnceUsers(count));
            case Step.Open(double perSecond) ->
                users.exec(act(step)).injectOpen(constantUsersPerSec(perSecond).during(step.time()));
        };
    }

    private ChainBuilder act(Step step) {
        List<Choice.WithKey> cases = Stream.of(Act.values())
                .map(act -> onCase(act.name()).then(requests(step, act))).toList();
        return exec(this::draw).doSwitch("#{" + ACT + "}").on(cases);
    }

    private Session draw(Session session) {
        Draws.Draw draw = draws.next();
        return session.set(ACT, draw.act().name()).set(AppRequests.DEVICE, draw.device())
                .set(AppRequests.NUMBER, draw.number())
                .set(AppRequests.TS, requests.timeOf(draw.number()));
    }

    private ChainBuilder requests(Step step, Act act) {
        return exec(act.requests().stream().map(kind -> measured(step, kind)).toList());
    }

    private ChainBuilder measured(Step step, RequestKind kind) {
        HttpRequestActionBuilder request = requests.of(kind, step.server())
                .check(status().saveAs(STATUS), status().is(kind.goodStatus()),
                        responseTimeInMillis().saveAs(MILLIS));
        return exec(request).exec(session -> record(step, kind, session));
    }

    private Session record(Step step, RequestKind kind, Session session) {
        if (session.isFailed()) {
            System.err.println(step.name() + ": " + kind + " was answered "
                    + (session.contains(STATUS) ? session.getInt(STATUS) : "not at all"));
            recorder.failed(step);
            return session.markAsSucceeded().remove(STATUS);
        }
        recorder.answered(step, kind, session.getInt(MILLIS), Instant.now());
        return session.removeAll(MILLIS, STATUS);
    }

    @Override
    public void after() {
        recorder.findings().write(Path.of(System.getProperty(Findings.PROPERTY)));
    }
}
