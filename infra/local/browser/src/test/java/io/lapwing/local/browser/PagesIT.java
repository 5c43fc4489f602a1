package io.lapwing.local.browser;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.datadir.FleetFile;
import io.lapwing.sharedmodel.device.AccessToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Each page, full of what the demo fleet does: that everybody can read and use it, and that it fits the screen. A
/// picture of each is left in target/screenshots.
@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final String TENANT = "demo";
    private static final Duration SET_UP = Duration.ofSeconds(30);
    private static final Duration SOMETHING_HAPPENED = Duration.ofMinutes(3);

    private LapwingProcess lapwing;

    @BeforeAll
    void live(@TempDir Path folder) {
        lapwing = LapwingProcess.on(folder.resolve("data")).with("--fleet", "demo").start();
        String admin = lapwing.token(TENANT, "admin");
        sendATable(folder.resolve("shift book, June.csv"));
        within(SET_UP, this::sendSomethingUnreadable);
        // The fleet's own alerts come and go; this one stays.
        HttpResponse<String> rule = lapwing.post("/v1/rules", admin, """
                {"name":"Under pressure","selector":{"deviceIds":["pump-1"]},"severity":"warning","condition":
                {"kind":"threshold","metric":"pressure","op":">","raise":-1000,"clear":-2000,"forSeconds":0}}""");
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
        within(SOMETHING_HAPPENED, () -> assertThat(lapwing.get("/v1/alerts?state=open", admin).body())
                .contains("under-pressure"));
    }

    private void sendATable(Path file) {
        try {
            Files.writeString(file, """
                    device_id,ts,metric,value,unit
                    cellar-1,2026-01-01T00:00:00Z,temperature,21.5,C
                    cellar-1,2026-01-01T00:01:00Z,temperature,warm,C
                    cellar-1,2026-01-01T00:02:00Z,temperature,70,furlong
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(lapwing.run("import", "--tenant", TENANT, "--register-devices", file.toString()))
                .contains("rows loaded 1, known before 0, rejected 2");
    }

    /// As one of the fleet, over HTTP.
    private void sendSomethingUnreadable() {
        try {
            AccessToken token = new FleetFile(lapwing.dataDir()).read().get("pump-1");
            if (token == null) {
                throw new AssertionError("the fleet is not set up yet");
            }
            HttpResponse<String> answer = lapwing.send(lapwing.request("/api/v1/" + token.value() + "/telemetry")
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"pressure\":4.2,}")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        lapwing.close();
    }

    static Stream<Arguments> allViewsAndLooks() {
        return Stream.of(Look.values())
                .flatMap(look -> View.ALL.stream().map(view -> Arguments.of(view, look)));
    }

    @ParameterizedTest
    @MethodSource("allViewsAndLooks")
    void a_page_is_accessible_and_fits_the_screen(View view, Look look, Chromium chromium) {
        try (Tab tab = open(chromium, look).signIn(TENANT, "me")) {
            view.showIn(tab);
            check(tab, look, view.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_sign_in_page_is_accessible_and_fits_the_screen(Look look, Chromium chromium) {
        try (Tab tab = open(chromium, look).go("")) {
            assertThat(tab.button("Sign in")).isVisible();
            check(tab, look, "sign-in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_dialog_is_accessible_and_fits_the_screen(Look look, Chromium chromium) {
        try (Tab tab = open(chromium, look).signIn(TENANT, "me")) {
            tab.button("Register").click();
            assertThat(tab.locator("dialog[open]")).isVisible();
            check(tab, look, "register");
        }
    }

    @Test
    void axe_would_find_what_is_wrong(Chromium chromium) {
        try (Tab tab = open(chromium, Look.DESKTOP).go("")) {
            assertThat(tab.button("Sign in")).isVisible();
            tab.page().evaluate("""
                    () => {
                      document.querySelector('.button').textContent = '';
                      document.querySelector('.hint').style.color = '#aaaaaa';
                    }""");

            assertThat(String.join("\n", Axe.findings(tab.page()))).contains("button-name", "color-contrast");
        }
    }

    private Tab open(Chromium chromium, Look look) {
        return chromium.open(look, lapwing.httpAddress().toString());
    }

    private static void check(Tab tab, Look look, String name) {
        Path folder = Path.of(System.getProperty("lapwing.screenshots", "target/screenshots"));
        tab.page().mouse().move(0, 0);
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + look.text() + ".png")));
        assertThat(tab.page().evaluate("() => document.scrollingElement.scrollWidth")).as("width of the page")
                .isEqualTo(look.width());
        assertThat(Axe.findings(tab.page())).as("found by axe").isEmpty();
    }
}
