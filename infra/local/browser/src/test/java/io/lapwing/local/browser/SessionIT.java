package io.lapwing.local.browser;

import io.lapwing.local.app.wire.Site;
import io.lapwing.sharedmodel.device.DeviceKey;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// Coming and going.
@ExtendWith(InChromium.class)
class SessionIT {

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void signs_in_to_the_fleet_and_out_again(Look look, Chromium chromium, Site site) {
        try (Tab tab = chromium.open(look, site.process().httpAddress().toString())) {
            tab.signIn(Site.TENANT, "ada");
            assertThat(tab.heading("Fleet")).isVisible();

            tab.go("/members");
            assertThat(tab.heading("Members")).isVisible();
            tab.button("Sign out").click();

            assertThat(tab.button("Sign in")).isVisible();
            tab.page().goBack();
            tab.page().reload();
            assertThat(tab.button("Sign in")).isVisible();
            assertThat(tab.locator(".rail")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void tells_that_a_session_has_ended_and_leads_back_after_signing_in_anew(Look look, Chromium chromium, Site site) {
        DeviceKey device = Site.key("visited");
        site.register(device);
        String token = site.process().run("token", "--tenant", Site.TENANT, "--role", "admin", "--ttl", "PT5S").strip();
        try (Tab tab = chromium.open(look, site.process().httpAddress().toString())) {
            tab.go("/devices/" + device.device() + "?range=7d");
            assertThat(tab.button("Sign in")).isVisible();
            tab.page().evaluate("token => sessionStorage.setItem('lapwing.token', token)", token);
            tab.page().reload();
            assertThat(tab.heading(device.device().value())).isVisible();

            assertThat(tab.locator(".sign-in .notice")).hasText(
                    "Your session has ended. Sign in again to go on where you were.",
                    new LocatorAssertions.HasTextOptions().setTimeout(90_000));
            tab.signIn(Site.TENANT, "ada");

            assertThat(tab.heading(device.device().value())).isVisible();
            assertThat(tab.button("7 d")).hasAttribute("aria-pressed", "true");
        }
    }
}
