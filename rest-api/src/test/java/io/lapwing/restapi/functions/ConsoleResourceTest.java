package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

class ConsoleResourceTest {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'(\\.[^']+)'");
    private static final Pattern REFERENCE = Pattern.compile("\"(/console/[^\"]+)\"");
    private static final int MOST_SCRIPT_BYTES = 200 << 10;

    private final Api api = new Api();

    @Test
    void serves_the_page_to_browsers_without_a_token() {
        ApiResponse page = api.anonymous().with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8").get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache").containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(page.bodyText()).startsWith("<!doctype html>");
    }

    @Test
    void lets_the_page_load_from_its_own_server_alone() {
        String policy = header(api.anonymous().get("/"), "Content-Security-Policy");

        assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(header(api.anonymous().get("/console/main.js"), "Content-Security-Policy")).isEqualTo(policy);
    }

    @Test
    void says_what_each_kind_of_file_is() {
        assertThat(header(api.anonymous().with("Accept", "text/css,*/*;q=0.1").get("/console/base.css"),
                "Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(api.anonymous().get("/console/pages/fleet.js"), "Content-Type"))
                .isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(api.anonymous().with("Accept", "image/*").get("/console/icon.svg"), "Content-Type"))
                .isEqualTo("image/svg+xml");
    }

    @Test
    void serves_the_charts_with_their_licence() {
        assertThat(api.anonymous().get("/console/uplot/uPlot.iife.min.js").bodyText()).contains("uPlot");
        assertThat(api.anonymous().get("/console/uplot/uPlot.min.css").status()).isEqualTo(200);
        assertThat(api.anonymous().get("/console/uplot/LICENSE.txt").bodyText()).contains("MIT License");
    }

    @Test
    void compresses_for_those_who_take_it() throws IOException {
        ApiResponse plain = api.anonymous().get("/console/main.js");
        ApiResponse gzipped = api.anonymous().with("Accept-Encoding", "br, gzip;q=0.8").get("/console/main.js");

        assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(gzipped.body().length).isLessThan(plain.body().length);
        assertThat(List.of(plain, gzipped)).allSatisfy(
                answer -> assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding"));
        assertThat(List.of("identity", "gzip;q=0", "br")).allSatisfy(coding -> assertThat(api.anonymous()
                .with("Accept-Encoding", coding).get("/console/main.js").headers()).doesNotContainKey(
                        "Content-Encoding"));
    }

    @Test
    void sends_a_file_once_as_long_as_it_stays() {
        ApiResponse plain = api.anonymous().get("/console/main.js");
        ApiResponse gzipped = api.anonymous().with("Accept-Encoding", "gzip").get("/console/main.js");

        assertThat(header(plain, "ETag")).matches("\"[0-9a-f]{24}\"").isNotEqualTo(header(gzipped, "ETag"));
        for (String known : List.of(header(plain, "ETag"), "\"x\", W/" + header(gzipped, "ETag"), "*")) {
            ApiResponse again = api.anonymous().with("Accept-Encoding", "gzip").with("If-None-Match", known)
                    .get("/console/main.js");
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers()).containsEntry("ETag", header(gzipped, "ETag")).doesNotContainKey(
                    "Content-Type");
        }
        assertThat(api.anonymous().with("If-None-Match", "\"other\"").get("/console/main.js").status())
                .isEqualTo(200);
    }

    @Test
    void answers_head_without_the_file() {
        ApiResponse head = api.anonymous().send("HEAD", "/console/main.js");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).containsEntry("ETag", header(api.anonymous().get("/console/main.js"), "ETag"));
    }

    @Test
    void serves_no_other_file_of_the_class_path() {
        assertThat(List.of("/console/absent.js", "/console/pages/absent.js", "/console/%2e%2e/openapi.yaml",
                "/console/..%2Fopenapi.yaml", "/console/pages/..%2Fmain.js", "/console/pages", "/console/",
                "/console/main.class", "/console/a/b/c.js", "/console/main.js%00.css")).allSatisfy(path -> {
                    ApiResponse answer = api.anonymous().get(path);
                    assertThat(answer.status()).as(path).isEqualTo(404);
                    assertThat(text(answer, "code")).isEqualTo("NOT_FOUND");
                });
    }

    @Test
    void finds_every_module_and_every_file_that_another_one_names() throws IOException {
        for (Path file : files()) {
            String content = Files.readString(file);
            String path = "/console/" + root().relativize(file);
            assertThat(api.anonymous().get(path).status()).as(path).isEqualTo(200);
            Matcher imports = IMPORT.matcher(content);
            while (imports.find()) {
                String target = URI.create(path).resolve(imports.group(1)).toString();
                assertThat(api.anonymous().get(target).status()).as(path + " imports " + target).isEqualTo(200);
            }
            Matcher references = REFERENCE.matcher(content);
            while (references.find()) {
                assertThat(api.anonymous().get(references.group(1)).status()).as(references.group(1)).isEqualTo(200);
            }
        }
    }

    @Test
    void keeps_its_scripts_small_and_free_of_markup_made_from_data() throws IOException {
        int bytes = 0;
        for (Path file : files()) {
            if (file.toString().endsWith(".js")) {
                bytes += api.anonymous().with("Accept-Encoding", "gzip").get("/console/" + root().relativize(file))
                        .body().length;
                if (!file.toString().contains("uPlot")) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain("innerHTML", "outerHTML",
                            "insertAdjacentHTML", "document.write", "eval(", "new Function");
                }
            }
        }
        assertThat(bytes).isPositive().isLessThan(MOST_SCRIPT_BYTES);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(RestApiConfiguration.class.getResource("/console/")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
