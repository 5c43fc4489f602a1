package io.lapwing.local.browser;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.WireDevice;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
    private static final Duration SOMETHING_HAPPENED = Duration.ofMinutes(3);

    private LapwingProcess lapwing;

    @BeforeAll
    void live(@TempDir Path folder) throws Exception {
        lapwing = LapwingProcess.on(folder.resolve("data")).with("--fleet", "demo").start();
        String admin = lapwing.token(TENANT, "admin");
        DeviceKey broken = DeviceKey.of(TENANT, "probe-4");
        try (WireDevice device = WireDevice.connect(lapwing.mqttAddress(), broken, lapwing.register(broken, admin))) {
            device.publish("{\"temperature\":21.5,}");
        }
        within(SOMETHING_HAPPENED, () -> assertThat(lapwing.get("/v1/alerts?state=open", admin).body())
                .contains("\"deviceId\""));
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

    private Tab open(Chromium chromium, Look look) {
        return chromium.open(look, lapwing.httpAddress().toString());
    }

    private static void check(Tab tab, Look look, String name) {
        Path folder = Path.of(System.getProperty("lapwing.screenshots", "target/screenshots"));
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + look.text() + ".png")));
        assertThat(tab.page().evaluate("() => document.scrollingElement.scrollWidth")).as("width of the page")
                .isEqualTo(look.width());
        assertThat(Axe.findings(tab.page())).as("found by axe").isEmpty();
    }
}
