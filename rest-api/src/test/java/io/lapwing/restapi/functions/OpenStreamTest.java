package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.restapi.functions.OpenStream.Outcome;
import io.lapwing.restapi.functions.OpenStream.Outcome.Answered;
import io.lapwing.restapi.functions.OpenStream.Outcome.Opened;
import io.lapwing.restapi.functions.OpenStream.Seen;
import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.LivePosition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class OpenStreamTest {
    private static final Map<String, List<String>> NO_QUERY = Map.of();

    private final Api api = new Api();
    private final OpenStream stream = new OpenStream(api.function());
    private final List<Wanted> atTheDoor = new ArrayList<>();

    private Outcome open(Map<String, List<String>> query, String... headers) {
        return open("GET", query, new TokenBuilder().withRoles("viewer"), headers);
    }

    private Outcome open(String method, Map<String, List<String>> query, TokenBuilder token, String... headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("Authorization", List.of("Bearer " + token.rs256()));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return stream.apply(new ApiRequest(method, "/v1/stream", query, all, new byte[0], "192.0.2.7"),
                atTheDoor::add);
    }

    private static Wanted wanted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Opened.class);
        return ((Opened) outcome).wanted();
    }

    private static ApiResponse answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        return ((Answered) outcome).answer();
    }

    @Test
    void opens_with_the_callers_tenant_and_what_he_wants_until_his_token_expires() {
        Outcome outcome = open(Map.of("devices", List.of("a,b"), "kinds", List.of("alerts")));

        assertThat(wanted(outcome)).isEqualTo(new Wanted(new TenantId("acme"),
                new StreamFilter(Set.of(new DeviceId("a"), new DeviceId("b")), Set.of(LiveKind.ALERTS)),
                new Seen.Nothing(), T0.plusSeconds(3600)));
        assertThat(atTheDoor).containsExactly(wanted(outcome));
        ApiResponse head = ((Opened) outcome).head();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsEntry("Content-Type", "text/event-stream")
                .containsEntry("Cache-Control", "no-store").containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void goes_on_where_the_client_says_that_he_was() {
        Seen seen = new Seen.UpTo(new LivePosition(1, 2, 3));

        assertThat(wanted(open(NO_QUERY, "Last-Event-ID", "1-2-3")).seen()).isEqualTo(seen);
        assertThat(wanted(open(Map.of("lastEventId", List.of("1-2-3")))).seen()).isEqualTo(seen);
        assertThat(wanted(open(Map.of("lastEventId", List.of("9-9-9")), "Last-Event-ID", "1-2-3")).seen())
                .isEqualTo(seen);
        assertThat(wanted(open(NO_QUERY, "Last-Event-ID", "")).seen()).isEqualTo(new Seen.Nothing());
        assertThat(wanted(open(NO_QUERY, "Last-Event-ID", "somewhere")).seen()).isEqualTo(new Seen.Unknown());
    }

    @Test
    void refuses_as_the_api_does() {
        assertThat(answer(open("GET", NO_QUERY, new TokenBuilder())).status()).isEqualTo(403);
        assertThat(answer(open("GET", NO_QUERY, new TokenBuilder().withRoles("viewer").expiresAt(T0.minusSeconds(60))))
                .status()).isEqualTo(401);
        assertThat(answer(open(NO_QUERY, "Accept", "application/json")).status()).isEqualTo(406);
        assertThat(answer(open(Map.of("kinds", List.of("all")))).status()).isEqualTo(400);
        assertThat(answer(open("POST", NO_QUERY, new TokenBuilder().withRoles("admin"))).status()).isEqualTo(405);
        assertThat(atTheDoor).isEmpty();
    }

    @Test
    void answers_HEAD_and_OPTIONS_without_opening() {
        assertThat(answer(open("HEAD", NO_QUERY, new TokenBuilder().withRoles("viewer"))).status()).isEqualTo(200);
        assertThat(answer(open("OPTIONS", NO_QUERY, new TokenBuilder())).headers())
                .containsEntry("Allow", "GET, HEAD, OPTIONS");
        assertThat(atTheDoor).isEmpty();
    }

    @Test
    void refuses_those_for_whom_there_is_no_room() {
        ApiRequest request = new ApiRequest("GET", "/v1/stream", NO_QUERY, Map.of("Authorization",
                List.of("Bearer " + new TokenBuilder().withRoles("viewer").rs256())), new byte[0], "192.0.2.7");

        ApiResponse refused = answer(stream.apply(request, _ -> false));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(text(refused, "code")).isEqualTo("TOO_MANY_CLIENTS");
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    @Test
    void says_where_there_is_no_stream_what_there_is_instead() {
        ApiResponse refused = api.viewer().get("/v1/stream");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(text(refused, "code")).isEqualTo("NO_STREAM_HERE");
        assertThat(text(refused, "detail")).contains("MQTT over WebSocket", "POST /v1/stream-tokens");
    }
}
