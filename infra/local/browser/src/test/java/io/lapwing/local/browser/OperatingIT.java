package io.lapwing.local.browser;

import io.lapwing.local.app.wire.Rules;
import io.lapwing.local.app.wire.Site;
import io.lapwing.local.app.wire.SteeredDevice;
import io.lapwing.local.app.wire.Steering;
import io.lapwing.local.app.wire.WireDevice;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// What an operator does with devices and alerts.
@ExtendWith(InChromium.class)
class OperatingIT {

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void acknowledges_an_alert(Look look, Chromium chromium, Site site) throws Exception {
        try (WireDevice device = site.device(); Tab tab = open(chromium, look, site)) {
            String id = device.key().device().value();
            Rules.of(site).watch("{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":80}", device.key());
            device.publish("{\"t\":81}");

            tab.go("/alerts").line(id).click();
            assertThat(tab.locator(".history")).containsText("raised by the value 81");
            tab.button("Acknowledge").click();

            assertThat(tab.locator(".history")).containsText("Acknowledged by ada");
            assertThat(tab.button("Acknowledge")).hasCount(0);
            assertThat(site.get("/v1/alerts?deviceId=" + id).body()).contains("\"acknowledgedBy\":\"user:ada\"");
            if (look.isPhone()) {
                tab.page().getByLabel("Back to all of Alerts").click();
            }
            assertThat(tab.line(id)).containsText("acknowledged");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void sends_a_command_and_sees_its_device_carry_it_out(Look look, Chromium chromium, Site site) throws Exception {
        Steering.Owned owned = new Steering(site).device("commanded");
        try (SteeredDevice device = owned.connect().listeningTo("cmd/+"); Tab tab = open(chromium, look, site)) {
            tab.goAndListen("/devices/" + owned.id());
            tab.page().getByLabel("Method").fill("setTarget");
            tab.page().getByLabel("Parameters (JSON)").fill("{\"target\":-20}");
            tab.button("Send").click();

            SteeredDevice.Told told = device.next();
            assertThat(told.text()).contains("\"method\":\"setTarget\"", "\"target\":-20");
            Locator command = tab.locator(".command");
            assertThat(command.locator(".steps")).containsText("Delivered");
            String id = told.topic().substring(told.topic().lastIndexOf('/') + 1);
            device.say("cmd/" + id + "/res", "{\"status\":200,\"payload\":{\"target\":-20}}");

            assertThat(command.locator(".command-head")).containsText("Succeeded");
            assertThat(command.locator(".reply")).hasText("Reply 200 {\"target\":-20}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void edits_a_shadow_and_is_told_that_it_changed_meanwhile(Look look, Chromium chromium, Site site) {
        Steering steering = new Steering(site);
        Steering.Owned device = steering.device("shadowed");
        try (Tab tab = open(chromium, look, site)) {
            tab.expecting("status of 412 .*/shadows/main:");
            tab.goAndListen("/devices/" + device.id());
            edit(tab, "{\"rate\":5}");
            assertThat(tab.locator(".shadow tbody tr")).hasText("rate5–≠ not reported");

            tab.button("Edit desired").click();
            assertThat(steering.patch(device, "\"1\"", "{\"state\":{\"desired\":{\"mode\":\"eco\"}}}").statusCode())
                    .isEqualTo(200);
            tab.page().getByLabel("Desired state as JSON").fill("{\"rate\":7}");
            tab.button("Save desired").click();
            Locator notice = tab.locator(".notice.is-problem");
            assertThat(notice).containsText("The shadow changed while you were editing");
            assertThat(notice).containsText("You began with version 1; it is at version 2 now."
                    + " Nothing of yours was stored.");
            assertThat(notice).containsText("{\"rate\":5,\"mode\":\"eco\"}");

            tab.button("Save desired").click();
            assertThat(tab.locator(".shadow tbody tr")).hasText(
                    new String[]{"mode\"eco\"–≠ not reported", "rate7–≠ not reported"});
            assertThat(steering.shadow(device).body()).contains("\"desired\":{\"rate\":7,\"mode\":\"eco\"}");
        }
    }

    private static void edit(Tab tab, String json) {
        tab.button("Edit desired").click();
        tab.page().getByLabel("Desired state as JSON").fill(json);
        tab.button("Save desired").click();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void replays_a_quarantined_message_once_it_is_corrected(Look look, Chromium chromium, Site site) throws Exception {
        try (WireDevice device = site.device(); Tab tab = open(chromium, look, site)) {
            String id = device.key().device().value();
            device.publish("{\"temperature\":");

            tab.go("/quarantine").line(id).click();
            assertThat(tab.heading("The payload cannot be read")).isVisible();
            tab.button("Hex").click();
            assertThat(tab.locator("pre[aria-label=Payload]")).containsText("7b 22 74 65 6d 70");
            tab.page().getByLabel("Corrected payload").fill("{\"temperature\":4.5}");
            tab.button("Replay corrected").click();

            assertThat(tab.locator(".detail-head")).containsText("replayed");
            assertThat(tab.locator(".toast")).hasText("Taken: 1 value stored.");
            assertThat(site.latest(device.key())).contains("\"value\":4.5");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP", "PHONE"})
    void sends_a_table_and_sees_what_was_wrong_in_it(Look look, Chromium chromium, Site site) throws Exception {
        try (WireDevice device = site.device(); Tab tab = open(chromium, look, site)) {
            String id = device.key().device().value();
            String csv = "device_id,ts,metric,value\n%1$s,%2$d,t,1\n%1$s,%2$d,u,much\n".formatted(id,
                    1_767_225_600_000L);

            tab.go("/files");
            tab.button("Send a file").click();
            tab.page().getByLabel("File", new Page.GetByLabelOptions().setExact(true)).setInputFiles(
                    new FilePayload(id + ".csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
            tab.button("Send").click();

            assertThat(tab.heading(id + ".csv")).isVisible();
            assertThat(tab.locator(".detail-head")).containsText("Completed");
            assertThat(tab.locator(".plain-table tbody tr")).containsText("3BAD_NUMBER");
            assertThat(site.latest(device.key())).contains("\"value\":1");
        }
    }

    private static Tab open(Chromium chromium, Look look, Site site) {
        return chromium.open(look, site.process().httpAddress().toString()).signIn(Site.TENANT, "ada");
    }
}
