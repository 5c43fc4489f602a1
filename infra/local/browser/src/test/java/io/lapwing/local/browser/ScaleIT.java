package io.lapwing.local.browser;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.Site;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// Many devices, and many readings. The bounds are for a busy machine; what was measured is printed.
@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScaleIT {

    private static final int DEVICES = 10_000;
    private static final int DEVICES_A_TABLE = 1_000;
    private static final int READINGS = 1_000_000;
    private static final int READINGS_A_REQUEST = 2_500;
    private static final Duration SPAN = Duration.ofDays(30).minusHours(1);

    private static final int MOST_MILLIS_TO_PAINT = 1_500;
    private static final int MOST_MILLIS_A_FRAME = 1_000;

    /// Scrolls from the top to the bottom within three seconds, and tells the longest time between two frames.
    private static final String SCROLL = """
            scroller => new Promise(resolve => {
              const [begun, length] = [performance.now(), scroller.scrollHeight - scroller.clientHeight];
              let [last, longest] = [begun, 0];
              requestAnimationFrame(function frame(now) {
                longest = Math.max(longest, now - last);
                last = now;
                scroller.scrollTop = length * (now - begun) / 3000;
                now - begun < 3200 ? requestAnimationFrame(frame) : resolve(Math.round(longest));
              });
            })""";

    /// Keeps the longest time between two frames from here on.
    private static final String WATCH_FRAMES = """
            () => {
              let last = performance.now();
              window.longestFrame = 0;
              requestAnimationFrame(function frame(now) {
                window.longestFrame = Math.max(window.longestFrame, now - last);
                last = now;
                requestAnimationFrame(frame);
              });
            }""";

    private Site site;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(LapwingProcess.on(folder.resolve("data")));
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void paints_at_once_and_scrolls_through_ten_thousand_devices(Chromium chromium) {
        for (int first = 0; first < DEVICES; first += DEVICES_A_TABLE) {
            register(first);
        }
        try (Tab tab = open(chromium)) {
            tab.page().reload();
            assertThat(tab.locator(".count-line")).hasText("10,000 devices");
            int painted = number(tab.page().evaluate(
                    "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            int longest = number(tab.locator(".tscroll").evaluate(SCROLL));
            System.out.printf("10,000 devices: first paint %d ms, longest frame while scrolling %d ms%n", painted,
                    longest);

            assertThat(tab.line("many-09999")).isVisible();
            assertThat(number(tab.page().evaluate("() => document.querySelectorAll('.tbody .tr').length")))
                    .isLessThan(60);
            assertThat(painted).isLessThan(MOST_MILLIS_TO_PAINT);
            assertThat(longest).isLessThan(MOST_MILLIS_A_FRAME);

            tab.page().getByLabel("Filter devices").fill("many-04321");
            assertThat(tab.locator(".tbody .tr")).hasCount(1);
        }
    }

    @Test
    void shows_a_million_readings_of_thirty_days_without_freezing(Chromium chromium) {
        DeviceKey device = Site.key("talkative");
        site.register(device);
        Instant first = Instant.now().minus(SPAN);
        for (int i = 0; i < READINGS; i += READINGS_A_REQUEST) {
            ingest(device, first, i);
        }
        try (Tab tab = open(chromium)) {
            tab.page().evaluate(WATCH_FRAMES);
            long begun = System.nanoTime();
            tab.go("/devices/" + device.device() + "?range=30d");
            assertThat(tab.locator(".charts + .hint")).containsText("1,000,000 readings of each metric",
                    new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            long shown = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            int longest = number(tab.page().evaluate("() => window.longestFrame"));
            System.out.printf("1,000,000 readings of 30 days: shown after %d ms, longest frame %d ms%n", shown,
                    longest);

            assertThat(longest).isLessThan(MOST_MILLIS_A_FRAME);
        }
    }

    private Tab open(Chromium chromium) {
        return chromium.open(Look.DESKTOP, site.process().httpAddress().toString()).signIn(Site.TENANT, "ada");
    }

    private void register(int first) {
        String table = IntStream.range(first, first + DEVICES_A_TABLE)
                .mapToObj(i -> "many-%05d,Many %05d,probe,site-%d".formatted(i, i, i % 20))
                .collect(Collectors.joining("\n", "id,name,type,site\n", "\n"));
        HttpResponse<String> report = site.process().send(site.process().request("/v1/devices:import")
                .header("Authorization", "Bearer " + site.admin()).header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(table)));
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    }

    private void ingest(DeviceKey device, Instant first, int from) {
        long step = SPAN.toMillis() / READINGS;
        String json = IntStream.range(from, from + READINGS_A_REQUEST)
                .mapToObj(i -> "{\"ts\":%d,\"values\":{\"t\":%d}}".formatted(first.toEpochMilli() + i * step,
                        i / 1_000 % 40))
                .collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = site.post("/v1/devices/" + device.device() + "/telemetry", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static int number(Object evaluated) {
        return evaluated instanceof Number number ? (int) Math.round(number.doubleValue()) : -1;
    }
}
