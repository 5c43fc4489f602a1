package io.lapwing.local.browser;

import java.util.List;

import com.microsoft.playwright.Locator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// A page of the console.
///
/// @param whole what is there once all of it is there
/// @param detail the same, once the first item of its list was chosen; empty where none is to be chosen
record View(String name, String path, String whole, String detail) {

    /// Everything that can be shown of the demo fleet.
    static final List<View> ALL = List.of(
            new View("fleet", "/fleet", ".tbody .m-value", ""),
            new View("device", "/devices/cold-store-2?range=1h", ".chart canvas", ""),
            new View("alerts", "/alerts", ".item", ""),
            new View("alert", "/alerts", ".item", ".history"),
            new View("rules", "/rules", ".item", ""),
            new View("rule", "/rules/cold-store-too-warm", ".sentence", ""),
            new View("new-rule", "/rules/+", ".sentence", ""),
            new View("quarantine", "/quarantine", ".item", ""),
            new View("quarantined", "/quarantine", ".item", "textarea"),
            new View("audit", "/audit", ".tbody .tr", ""),
            new View("members", "/members", ".plain-table", ""),
            new View("files", "/files", ".item", ""),
            new View("file", "/files", ".item", ".plain-table"),
            new View("chat", "/chat", ".empty", ""),
            new View("nowhere", "/nowhere", ".pad a", ""));

    void showIn(Tab tab) {
        tab.go(path);
        assertThat(visible(tab, whole)).isVisible();
        if (!detail.isEmpty()) {
            visible(tab, whole).click();
            assertThat(visible(tab, detail)).isVisible();
        }
        assertThat(tab.locator("[aria-busy], .skeleton:visible")).hasCount(0);
    }

    private static Locator visible(Tab tab, String selector) {
        return tab.locator(selector).filter(new Locator.FilterOptions().setVisible(true)).first();
    }

    @Override
    public String toString() {
        return name;
    }
}
