package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.ShadowFields;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowChange;
import io.lapwing.sharedmodel.shadow.ShadowChange.Changed;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// `/v1/devices/{id}/shadows/{name}`: what is desired of a device, and what it reports.
record ShadowResource(DeviceRegistry registry, ShadowStore shadows, InstantSource clock) {

    /// How often another may come in between a read and a write; each time, that one has got on.
    private static final int MAX_ATTEMPTS = 200;

    ApiResponse get(Call call) {
        Shadow shadow = shadows.find(call.device(), name(call))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
        return Replies.resource(call, tag(shadow), json(shadow));
    }

    /// With the tag of a version, whoever comes in between makes it stale; with any version, it is done on what that
    /// one has written. A shadow that nobody has written is at version 0.
    ApiResponse update(Call call) {
        DeviceKey device = device(call);
        ShadowName name = name(call);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Shadow shadow = shadows.find(device, name).orElseGet(() -> Shadow.none(device, name));
            tag(shadow).refuseEdit(call.header("if-match")).ifPresent(problem -> {
                throw problem.refuse();
            });
            Optional<Shadow> saved = save(changed(shadow, ShadowFields.read(call.body())), call);
            if (saved.isPresent()) {
                return Replies.json(200, json(saved.get())).withHeader("ETag", tag(saved.get()).header());
            }
        }
        throw new StoreUnavailable("ShadowStore.save", device + "/" + name,
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }

    private Changed changed(Shadow shadow, ShadowUpdate update) {
        return switch (shadow.update(update, now())) {
            case Changed changed -> changed;
            case ShadowChange.TooLarge(int bytes) -> throw Problem.of(ProblemType.SHADOW_TOO_LARGE,
                    "It would have " + bytes + " bytes; " + Shadow.MAX_BYTES + " are allowed.").refuse();
            case ShadowChange.TooDeep() -> throw Problem.of(ProblemType.SHADOW_TOO_DEEP,
                    "At most " + Shadow.MAX_DEPTH + " levels are allowed.").refuse();
            case ShadowChange.VersionConflict _ -> throw Problem.of(ProblemType.VERSION_STALE).refuse();
            case ShadowChange.AlreadyApplied _ ->
                throw new IllegalStateException("an update of an app has no name to be known by");
        };
    }

    /// @return the shadow that was saved; empty if another came in between
    private Optional<Shadow> save(Changed changed, Call call) {
        return switch (shadows.save(changed.shadow(), changed.events(call.trace()))) {
            case DONE -> Optional.of(changed.shadow());
            case CONFLICT -> Optional.empty();
            case NO_SUCH_DEVICE -> throw Problem.of(ProblemType.NOT_FOUND).refuse();
            case TOO_MANY -> throw Problem.of(ProblemType.TOO_MANY_SHADOWS,
                    "At most " + ShadowStore.MAX_SHADOWS + " are allowed.").refuse();
        };
    }

    private DeviceKey device(Call call) {
        DeviceKey key = call.device();
        if (!registry.find(Set.of(key)).containsKey(key)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return key;
    }

    private static ShadowName name(Call call) {
        String name = call.pathValue("name");
        if (!ShadowName.isValid(name)) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return new ShadowName(name);
    }

    private static EntityTag tag(Shadow shadow) {
        return EntityTag.of(shadow.version());
    }

    private static Map<String, @Nullable Object> json(Shadow shadow) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("desired", shadow.desired().values());
        state.put("reported", shadow.reported().values());
        state.put("delta", shadow.delta().values());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", state);
        json.put("version", shadow.version());
        json.put("updatedAt", shadow.updatedAt());
        return json;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
