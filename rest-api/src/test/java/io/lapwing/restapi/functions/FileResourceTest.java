package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class FileResourceTest {
    private static final String ANNOUNCED = """
            {"name":"Zoë's + June.csv","size":1834,"contentType":"text/csv","purpose":"telemetry"}""";
    private static final Lease LEASE = new Lease("somebody", T0.plusSeconds(30));

    private final Api api = new Api();

    @Test
    void announces_a_file_and_says_how_it_is_sent() {
        ApiResponse announced = api.admin().withJson(ANNOUNCED).post("/v1/files");
        String id = text(announced, "id");

        assertThat(announced.status()).as(announced.bodyText()).isEqualTo(201);
        assertThat(header(announced, "Location")).isEqualTo("/v1/files/" + id);
        assertThat(text(announced, "state")).isEqualTo("AWAITING_UPLOAD");
        assertThat(text(announced, "uploadedBy")).isEqualTo("user:alice");
        assertThat(at(announced, "upload", "method")).isEqualTo("PUT");
        assertThat(text(announced, "upload", "url"))
                .isEqualTo("https://objects.test/files/acme/" + id.toLowerCase(Locale.ROOT) + "/upload?size=1834");
        assertThat(at(announced, "upload", "headers", "Content-Type")).isEqualTo("text/csv");
        assertThat(at(announced, "upload", "expiresAt")).isEqualTo("2026-01-01T01:00:00.000Z");
        assertThat(text(api.viewer().get("/v1/files/" + id), "name")).isEqualTo("Zoë's + June.csv");
        assertThat(stored(id).times().uploadEndsAt()).isEqualTo(T0.plus(Duration.ofHours(1)));
    }

    @Test
    void announces_a_file_once_for_a_key() {
        ApiResponse first = api.admin().with("Idempotency-Key", "k-1").withJson(ANNOUNCED).post("/v1/files");
        ApiResponse again = api.admin().with("Idempotency-Key", "k-1").withJson(ANNOUNCED).post("/v1/files");

        assertThat(text(again, "id")).isEqualTo(text(first, "id"));
        assertThat(column(api.viewer().get("/v1/files"), "id")).hasSize(1);
    }

    @Test
    void hears_all_that_is_wrong_with_an_announcement() {
        ApiResponse refused = api.admin().withJson("""
                {"name":" ","size":0,"contentType":"csv","sha256":"AB","purpose":"fun","profile":"fr","colour":1}""")
                .post("/v1/files");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(list(refused, "errors")).extracting(error -> String.valueOf(((Map<?, ?>) error).get("field")))
                .containsOnly("name", "size",
                        "contentType",
                        "sha256", "purpose", "profile", "colour");
    }

    @Test
    void takes_no_more_than_a_request_can_bring() {
        assertThat(api.admin().withJson(ANNOUNCED.replace("1834", "5368709120")).post("/v1/files").status())
                .isEqualTo(201);
        assertThat(api.admin().withJson(ANNOUNCED.replace("1834", "5368709121")).post("/v1/files").status())
                .isEqualTo(400);
    }

    @Test
    void lists_the_newest_first_by_state_and_purpose() {
        List<String> ids = Stream.of("telemetry", "devices", "telemetry").map(purpose -> {
            api.clock.advance(Duration.ofSeconds(1));
            return announced(ANNOUNCED.replace("telemetry", purpose));
        }).toList();
        save(stored(ids.getFirst()).received(T0));

        assertThat(column(api.viewer().get("/v1/files"), "id")).isEqualTo(ids.reversed());
        assertThat(column(api.viewer().get("/v1/files?purpose=devices"), "id")).containsExactly(ids.get(1));
        assertThat(column(api.viewer().get("/v1/files?state=RECEIVED"), "id")).containsExactly(ids.getFirst());
        assertThat(api.viewer().get("/v1/files?state=received").status()).isEqualTo(400);
        ApiResponse page = api.viewer().get("/v1/files?limit=2");
        assertThat(column(api.viewer().get("/v1/files?limit=2&cursor=" + text(page, "nextCursor")), "id"))
                .containsExactly(ids.getFirst());
    }

    @Test
    void reports_what_became_of_a_file() {
        String id = announced(ANNOUNCED);
        StoredFile read = save(save(save(stored(id).received(T0)).taken(LEASE, T0))
                .inspected(Sha256.of(new byte[0]), 5, LEASE, T0));
        LoadProgress.Step step = new LoadProgress.Step(5, 3, 1, 1,
                List.of(new ReportedReject(null, 4, FileCode.BAD_NUMBER, "no number")));
        save(save(read.advanced(read.progress().plus(step), LEASE, T0)).completed(null, T0));

        ApiResponse file = api.viewer().get("/v1/files/" + id);

        assertThat(text(file, "state")).isEqualTo("COMPLETED");
        assertThat(at(file, "report", "rowsLoaded")).isEqualTo(3L);
        assertThat(at(file, "report", "rowsDuplicate")).isEqualTo(1L);
        assertThat(at(file, "report", "rowsRejected")).isEqualTo(1L);
        assertThat(at(file, "report", "rejects", 0, "code")).isEqualTo("BAD_NUMBER");
        assertThat(text(file, "report", "rejectsUrl")).startsWith("https://objects.test/").contains("/rejects.csv?");
        assertThat(text(file, "downloadUrl")).contains("/upload?");
    }

    @Test
    void changes_its_tag_before_its_addresses_are_too_old() {
        String id = announced(ANNOUNCED);
        save(stored(id).received(T0));
        String tag = header(api.viewer().get("/v1/files/" + id), "ETag");

        api.clock.advance(Duration.ofMinutes(29));
        assertThat(api.viewer().with("If-None-Match", tag).get("/v1/files/" + id).status()).isEqualTo(304);
        api.clock.advance(Duration.ofMinutes(2));
        assertThat(api.viewer().with("If-None-Match", tag).get("/v1/files/" + id).status()).isEqualTo(200);
    }

    @Test
    void releases_a_quarantined_file_that_can_be_read_in_part() {
        String id = quarantined(FileCode.TRUNCATED_INPUT);
        assertThat(at(api.viewer().get("/v1/files/" + id), "releasable")).isEqualTo(true);
        assertThat(at(api.viewer().get("/v1/files/" + id), "finding", "line")).isEqualTo(7L);

        ApiResponse released = api.admin().post("/v1/files/" + id + ":release");

        assertThat(released.status()).as(released.bodyText()).isEqualTo(202);
        assertThat(text(released, "state")).isEqualTo("RECEIVED");
        assertThat(api.stores.recorded()).contains(new FileReceived(key(id), stored(id).version()));
        assertThat(api.admin().post("/v1/files/" + id + ":release").status()).isEqualTo(409);
    }

    @Test
    void releases_nothing_that_was_made_to_harm() {
        ApiResponse refused = api.admin().post("/v1/files/" + quarantined(FileCode.BOMB) + ":release");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused, "code")).isEqualTo("NOT_RELEASABLE");
    }

    @Test
    void knows_no_file_of_another_tenant() {
        String id = announced(ANNOUNCED);
        RequestBuilder other = api.anonymous().withToken(new TokenBuilder().of("other").withRoles("admin").rs256());

        assertThat(other.get("/v1/files/" + id).status()).isEqualTo(404);
        assertThat(other.post("/v1/files/" + id + ":release").status()).isEqualTo(404);
        assertThat(column(other.get("/v1/files"), "id")).isEmpty();
        assertThat(api.admin().get("/v1/files/F-1").status()).isEqualTo(404);
    }

    private String announced(String body) {
        ApiResponse announced = api.admin().withJson(body).post("/v1/files");
        assertThat(announced.status()).as(announced.bodyText()).isEqualTo(201);
        return text(announced, "id");
    }

    private String quarantined(FileCode code) {
        String id = announced(ANNOUNCED);
        save(save(save(stored(id).received(T0)).taken(LEASE, T0)).quarantined(Sha256.of(new byte[0]),
                new FileFinding(code, 7, "as it is"), T0));
        return id;
    }

    private static FileKey key(String id) {
        return new FileKey(new TenantId("acme"), new FileId(id));
    }

    private StoredFile stored(String id) {
        return api.stores.files().find(key(id)).orElseThrow();
    }

    private StoredFile save(StoredFile file) {
        assertThat(api.stores.files().save(file, List.of())).isTrue();
        return file;
    }
}
