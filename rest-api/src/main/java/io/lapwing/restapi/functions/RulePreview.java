package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.ConditionTrial;
import io.lapwing.restapi.domain.PreviewRequest;
import io.lapwing.restapi.domain.PreviewRequest.Subject;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// `/v1/rules:preview`: when a rule would have been raised on what is stored.
record RulePreview(RuleStore rules, DeviceRegistry registry, TelemetryStore store, InstantSource clock) {
    private static final int MAX_READINGS = 10_000;
    private static final int PAGE = 1000;
    /// Leaves a function's request (20 s on AWS) time to start and to answer.
    private static final Duration TIME = Duration.ofSeconds(10);

    ApiResponse preview(Call call) {
        Instant now = clock.instant();
        PreviewRequest request = PreviewRequest.read(call.body(), now);
        Subject.Drafted rule = rule(call, request.subject());
        // Refuses what cannot be tried, be there devices or not.
        ConditionTrial.of(rule.condition());
        DeviceChoice choice = DeviceChoice.of(registry, call.tenant(), rule.selector(), request.limit());
        PreviewResult result = new PreviewResult(choice.isCut());
        for (DeviceKey device : choice.devices()) {
            if (result.isFull() || isLate(now)) {
                result.cut();
                break;
            }
            tryOn(new ReadingsQuery(device, metrics(rule), request.range().from(), request.range().to()), rule, now,
                    result);
        }
        return Replies.json(200, result.toJson());
    }

    private Subject.Drafted rule(Call call, Subject subject) {
        return switch (subject) {
            case Subject.Drafted drafted -> drafted;
            case Subject.Known(RuleId id) -> {
                Definition definition = rules.find(call.tenant(), id)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "There is no rule " + id + ".").refuse())
                        .definition();
                yield new Subject.Drafted(definition.selector(), definition.condition());
            }
        };
    }

    private static Set<MetricName> metrics(Subject.Drafted rule) {
        return ConditionTrial.of(rule.condition()).metrics();
    }

    private void tryOn(ReadingsQuery query, Subject.Drafted rule, Instant now, PreviewResult result) {
        ConditionTrial trial = ConditionTrial.of(rule.condition());
        int read = 0;
        @Nullable
        String after = null;
        do {
            Page<StoredReading> page = store.readings(query, new PageRequest(PAGE, after));
            page.items().forEach(reading -> trial.next(reading.key(), reading.values()));
            read += page.items().size();
            after = page.next();
        } while (after != null && read < MAX_READINGS && !isLate(now));
        if (read == 0 && rule.condition() instanceof Stale) {
            lastBefore(query).ifPresent(latest -> trial.next(latest.key(), Map.of()));
        }
        if (after == null) {
            result.add(query.device(), trial.upTo(query.to().isBefore(now) ? query.to() : now));
        } else {
            result.cut();
            result.add(query.device(), trial.soFar());
        }
    }

    /// A device without readings in the range may have gone silent before it.
    private Optional<LatestValue> lastBefore(ReadingsQuery query) {
        return store.latest(query.device(), query.metrics()).values().stream()
                .max((one, other) -> one.key().compareTo(other.key()))
                .filter(latest -> latest.key().ts().isBefore(query.from()));
    }

    private boolean isLate(Instant begun) {
        return !clock.instant().isBefore(begun.plus(TIME));
    }
}
