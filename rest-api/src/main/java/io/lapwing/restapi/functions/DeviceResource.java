package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.DeviceFields;
import io.lapwing.restapi.domain.DeviceFields.Draft;
import io.lapwing.restapi.domain.FieldError;
import io.lapwing.restapi.domain.Fields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.QueryParameters;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// `/v1/devices`: the registry.
record DeviceResource(DeviceRegistry registry, DeviceCredentials credentials, Pages pages, InstantSource clock,
        RandomGenerator random) {
    private static final long MAX_GRACE_SECONDS = Duration.ofDays(30).toSeconds();

    ApiResponse list(Call call) {
        QueryParameters query = call.query();
        DeviceFilter filter = new DeviceFilter(query.text("type").orElse(null), query.text("site").orElse(null),
                query.flag("online").orElse(null), query.text("q").orElse(null));
        return pages.reply(call, registry.list(call.tenant(), filter, pages.wanted(call)), DeviceJson::of);
    }

    ApiResponse get(Call call) {
        Device device = find(call);
        return Replies.resource(call, DeviceJson.tag(device), DeviceJson.of(device));
    }

    ApiResponse create(Call call) {
        Draft draft = DeviceFields.readDraft(call.body());
        requireGateway(call.tenant(), draft.profile());
        DeviceKey key = new DeviceKey(call.tenant(), draft.id());
        AccessToken token = AccessToken.generate(random);
        Device device = new Device(key, draft.profile(), false, null, now(), now(), 1);
        if (!registry.create(device, token.hash())) {
            throw Problem.of(ProblemType.ALREADY_EXISTS, "There is a device " + draft.id() + " already.").refuse();
        }
        Map<String, @Nullable Object> body = DeviceJson.of(device);
        body.put("credentials", DeviceJson.Credentials.of(key, token));
        return Replies.json(201, body).withHeader("Location", "/v1/devices/" + draft.id())
                .withHeader("ETag", DeviceJson.tag(device).header());
    }

    ApiResponse update(Call call) {
        Device device = findForEdit(call);
        DeviceProfile profile = DeviceFields.readPatch(call.body(), device.key().device(), device.profile());
        if (!device.profile().equals(profile)) {
            requireGateway(call.tenant(), profile);
            device = device.changedTo(profile, now());
            if (!registry.update(device)) {
                throw Problem.of(ProblemType.VERSION_STALE).refuse();
            }
        }
        return Replies.json(200, DeviceJson.of(device)).withHeader("ETag", DeviceJson.tag(device).header());
    }

    ApiResponse delete(Call call) {
        Device device = findForEdit(call);
        if (!registry.delete(device.key(), device.version())) {
            throw Problem.of(ProblemType.VERSION_STALE).refuse();
        }
        return Replies.noContent();
    }

    ApiResponse rotateCredentials(Call call) {
        DeviceKey key = find(call).key();
        long grace = 0;
        if (call.request().bodySize() > 0) {
            Fields fields = Fields.of(call.body());
            grace = fields.integer("graceSeconds", 0, MAX_GRACE_SECONDS, 0);
            fields.check();
        }
        AccessToken token = AccessToken.generate(random);
        if (!credentials.rotate(key, token.hash(), clock.instant().plusSeconds(grace))) {
            throw Problem.of(ProblemType.NOT_FOUND).refuse();
        }
        return Replies.json(200, Map.of("credentials", DeviceJson.Credentials.of(key, token)));
    }

    private Device find(Call call) {
        return find(call.device()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
    }

    private Device findForEdit(Call call) {
        Device device = find(call);
        DeviceJson.tag(device).refuseEdit(call.header("if-match")).ifPresent(problem -> {
            throw problem.refuse();
        });
        return device;
    }

    private Optional<Device> find(DeviceKey key) {
        return Optional.ofNullable(registry.find(Set.of(key)).get(key));
    }

    private void requireGateway(TenantId tenant, DeviceProfile profile) {
        DeviceId id = profile.gatewayId();
        if (id != null && find(new DeviceKey(tenant, id)).filter(device -> device.profile().gateway()).isEmpty()) {
            throw Problem.of(ProblemType.UNKNOWN_GATEWAY)
                    .withError(new FieldError("gatewayId", "must be a registered gateway")).refuse();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
