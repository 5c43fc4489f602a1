package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.RuleFields;
import io.lapwing.restapi.domain.RuleNames;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.RuleJson;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.RuleStore.Written;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// `/v1/rules`: what is to be watched.
record RuleResource(RuleStore rules, Pages pages, InstantSource clock, RandomGenerator random) {
    ApiResponse list(Call call) {
        return pages.reply(call, rules.list(call.tenant(), pages.wanted(call)), RuleResource::json);
    }

    ApiResponse get(Call call) {
        Rule rule = find(call);
        return Replies.resource(call, EntityTag.of(rule.version()), json(rule));
    }

    ApiResponse create(Call call) {
        RuleFields.Draft draft = RuleFields.readDraft(call.body());
        RuleId given = draft.id();
        RuleId id = given == null ? RuleNames.idFor(draft.definition().name(), seed(call)) : given;
        Rule rule = new Rule(call.tenant(), id, draft.definition(), now(), now(),
                rules.firstVersion(call.tenant(), id));
        return switch (save(call, rule)) {
            case DONE -> created(rule);
            case CONFLICT -> created(madeBefore(rule, given == null));
            case TOO_MANY -> throw Problem
                    .of(ProblemType.TOO_MANY_RULES, "A tenant has at most " + RuleStore.MAX_RULES + " rules.").refuse();
        };
    }

    /// Nobody comes to an id that was made from a key but who repeats his request, since its reply was lost with the
    /// server.
    private Rule madeBefore(Rule again, boolean isIdMade) {
        return rules.find(again.tenant(), again.id())
                .filter(made -> isIdMade && made.definition().equals(again.definition()))
                .orElseThrow(() -> Problem
                        .of(ProblemType.ALREADY_EXISTS, "There is a rule " + again.id() + " already.").refuse());
    }

    private static ApiResponse created(Rule rule) {
        return Replies.json(201, json(rule)).withHeader("Location", "/v1/rules/" + rule.id())
                .withHeader("ETag", EntityTag.of(rule.version()).header());
    }

    ApiResponse replace(Call call) {
        Rule rule = findForEdit(call);
        Definition definition = RuleFields.readReplacement(call.body(), rule.id());
        if (!rule.definition().equals(definition)) {
            rule = rule.changedTo(definition, now());
            if (save(call, rule) != Written.DONE) {
                throw Problem.of(ProblemType.VERSION_STALE).refuse();
            }
        }
        return Replies.json(200, json(rule)).withHeader("ETag", EntityTag.of(rule.version()).header());
    }

    ApiResponse delete(Call call) {
        Rule rule = findForEdit(call);
        List<RecordedEvent> events = changed(call, rule.id(), rule.version() + 1);
        if (!rules.delete(rule.tenant(), rule.id(), rule.version(), events)) {
            throw Problem.of(ProblemType.VERSION_STALE).refuse();
        }
        return Replies.noContent();
    }

    /// The rule that the path names.
    Rule find(Call call) {
        String id = call.pathValue("id");
        if (!RuleId.isValid(id)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return rules.find(call.tenant(), new RuleId(id))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }

    private Rule findForEdit(Call call) {
        Rule rule = find(call);
        EntityTag.of(rule.version()).refuseEdit(call.header("if-match")).ifPresent(problem -> {
            throw problem.refuse();
        });
        return rule;
    }

    private Written save(Call call, Rule rule) {
        return rules.save(rule, changed(call, rule.id(), rule.version()));
    }

    private List<RecordedEvent> changed(Call call, RuleId id, long version) {
        return List.of(new RecordedEvent(new RuleChanged(call.tenant(), id, version, 0, null), now(), call.trace()));
    }

    private static Map<String, @Nullable Object> json(Rule rule) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", rule.id().value());
        json.putAll(RuleJson.tree(rule.definition()));
        json.put("createdAt", rule.createdAt());
        json.put("updatedAt", rule.updatedAt());
        return json;
    }

    /// The same for a request that is repeated under its key: it is to meet its own rule.
    private String seed(Call call) {
        String key = call.header("idempotency-key");
        return key == null ? Long.toHexString(random.nextLong()) : call.user().actor() + "\n" + key;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
