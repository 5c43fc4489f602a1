package io.lapwing.local.browser;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.Site;
import io.lapwing.local.app.wire.WireDevice;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// What devices publish is seen as it comes, and it is said when that is not so.
@ExtendWith(InChromium.class)
class LiveIT {

    private static final double RECONNECTED_MILLIS = 90_000;

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void a_value_changes_in_the_fleet_and_on_its_page_as_its_device_publishes_it(Look look, Chromium chromium,
            Site site) throws Exception {
        try (WireDevice device = site.device();
                Tab tab = chromium.open(look, site.process().httpAddress().toString())) {
            String id = device.key().device().value();
            device.publish("{\"temperature\":1.5}");
            tab.signIn(Site.TENANT, "ada").goAndListen("/fleet?q=" + id);
            Locator inFleet = tab.line(id).locator(".m-value").first();
            assertThat(inFleet).hasText("1.5");
            assertThat(tab.line(id).locator(".c-state")).containsText("Online");

            tab.mark();
            device.publish("{\"temperature\":2.75}");
            assertThat(inFleet).hasText("2.75");

            tab.goAndListen("/devices/" + id);
            Locator latest = tab.locator(".values .v-value");
            assertThat(latest).hasText("2.75");
            device.publish("{\"temperature\":3.125}");
            assertThat(latest).hasText("3.125");
            tab.assertStillMarked();
        }
    }

    @Test
    void a_value_that_comes_while_the_stream_is_being_opened_is_seen(Chromium chromium, Site site) throws Exception {
        try (WireDevice device = site.device();
                Tab tab = chromium.open(Look.DESKTOP, site.process().httpAddress().toString())) {
            String id = device.key().device().value();
            device.publish("{\"temperature\":1}");
            tab.signIn(Site.TENANT, "ada");
            List<Route> held = new ArrayList<>();
            Predicate<String> stream = url -> url.endsWith("kinds=readings&devices=" + id);
            tab.page().route(stream, held::add);

            tab.page().waitForRequest(request -> stream.test(request.url()), () -> tab.go("/devices/" + id));
            Locator latest = tab.locator(".values .v-value");
            assertThat(latest).hasText("1");
            device.publish("{\"temperature\":2}");
            held.forEach(Route::resume);

            assertThat(latest).hasText("2");
        }
    }

    @Test
    void says_that_readings_are_awaited_no_longer_than_they_are(Chromium chromium, Site site) throws Exception {
        try (WireDevice device = site.device();
                Tab tab = chromium.open(Look.DESKTOP, site.process().httpAddress().toString())) {
            device.publish("{\"temperature\":1}");
            tab.signIn(Site.TENANT, "ada");
            tab.page().clock().install();
            tab.page().clock().pauseAt(System.currentTimeMillis() + 1_000);
            // The readings one by one, which tell those that were late, come after the charts.
            Predicate<String> oneByOne = url -> url.contains("/telemetry?from=") && !url.contains("bucket=");
            List<Route> held = new ArrayList<>();
            tab.page().route(oneByOne, held::add);

            tab.page().waitForRequest(request -> oneByOne.test(request.url()),
                    () -> tab.go("/devices/" + device.key().device()));
            tab.page().clock().fastForward(1_000);

            assertThat(tab.locator(".charts + .hint")).containsText("1 readings of each metric");
            assertThat(tab.locator(".charts + .hint")).not().containsText("Waiting");
            held.forEach(Route::resume);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void a_cut_stream_is_told_and_caught_up_with(Look look, Chromium chromium, @TempDir Path folder) throws Exception {
        LapwingProcess process = LapwingProcess.on(folder.resolve("data")).with("--http-port", freePort());
        try (Site site = Site.open(process); Tab tab = chromium.open(look, process.httpAddress().toString())) {
            // What a browser says itself of a server that is not there.
            tab.expecting("ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET");
            DeviceKey device = Site.key("cut");
            AccessToken token = site.register(device);
            publish(process, device, token, 1);
            tab.signIn(Site.TENANT, "ada").goAndListen("/devices/" + device.device()).mark();
            Locator latest = tab.locator(".values .v-value");
            assertThat(latest).hasText("1");
            // Then all of the page has been fetched.
            assertThat(tab.locator(".chart canvas")).isVisible();

            process.kill();
            assertThat(tab.locator(".banner")).containsText("Live updates are cut");
            assertThat(tab.locator(".banner")).containsText("What you see is from");
            assertThat(latest).hasText("1");

            process.start();
            publish(process, device, token, 2);
            assertThat(latest).hasText("2", new LocatorAssertions.HasTextOptions().setTimeout(RECONNECTED_MILLIS));
            assertThat(tab.locator(".banner")).isHidden(
                    new LocatorAssertions.IsHiddenOptions().setTimeout(RECONNECTED_MILLIS));
            tab.assertStillMarked();
        }
    }

    private static void publish(LapwingProcess process, DeviceKey key, AccessToken token, int value) throws Exception {
        try (WireDevice device = WireDevice.connect(process.mqttAddress(), key, token)) {
            device.publish("{\"temperature\":" + value + "}");
        }
    }

    /// The console reconnects to where it came from: so the port has to stay.
    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
