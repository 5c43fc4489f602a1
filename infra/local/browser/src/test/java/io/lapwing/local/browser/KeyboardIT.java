package io.lapwing.local.browser;

import io.lapwing.local.app.wire.Site;
import io.lapwing.local.app.wire.WireDevice;
import io.lapwing.sharedmodel.device.DeviceKey;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// The console without a mouse.
@ExtendWith(InChromium.class)
class KeyboardIT {

    private static final int MOST_STOPS = 20;

    @Test
    void signs_in_reaches_the_fleet_and_opens_a_device(Chromium chromium, Site site) throws Exception {
        DeviceKey key = Site.key("typed");
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), key, site.register(key));
                Tab tab = chromium.open(Look.DESKTOP, site.process().httpAddress().toString())) {
            String id = key.device().value();
            device.publish("{\"temperature\":1.5}");
            Keyboard keys = tab.page().keyboard();
            tab.go("/fleet");
            assertThat(tab.page().getByLabel("Tenant")).isFocused();
            keys.press("Control+A");
            keys.type(Site.TENANT);
            keys.press("Enter");
            assertThat(tab.line(id)).isVisible();

            keys.press("Tab");
            assertThat(tab.locator(".skip")).isFocused();
            keys.press("Enter");
            assertThat(tab.locator("main")).isFocused();
            tabTo(keys, tab.page().getByLabel("Filter devices"));
            keys.type(id);
            assertThat(tab.locator(".tbody .tr")).hasCount(1);
            tabTo(keys, tab.locator(".tscroll"));
            keys.press("ArrowDown");
            assertThat(tab.line(id).locator("a")).isFocused();
            keys.press("Enter");

            assertThat(tab.locator(".values .v-value")).hasText("1.5");
        }
    }

    private static void tabTo(Keyboard keys, Locator place) {
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            keys.press("Tab");
            if (Boolean.TRUE.equals(place.evaluate("element => element === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("not reached with the Tab key: " + place);
    }
}
