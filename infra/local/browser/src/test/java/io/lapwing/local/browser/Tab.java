package io.lapwing.local.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The console in a tab, and what somebody does in it. Closing it fails if the browser has had anything to complain of:
/// an error, a warning, or a breach of the content security policy.
final class Tab implements AutoCloseable {

    /// The console asks for what may well not be there, and a browser takes note of each such answer.
    private static final Pattern ASKED_FOR_WHAT_MAY_BE_ABSENT = Pattern
            .compile("status of 404 .*(/v1/files|/chat/web|/shadows/main):");

    private final BrowserContext context;
    private final String origin;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>(List.of(ASKED_FOR_WHAT_MAY_BE_ABSENT));

    Tab(BrowserContext context, String origin) {
        this.context = context;
        this.origin = origin;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        page.onCrash(_ -> complaints.add("the page crashed"));
    }

    Page page() {
        return page;
    }

    /// What the browser may complain of, since the test brings it about.
    Tab expecting(String complaint) {
        expected.add(Pattern.compile(complaint));
        return this;
    }

    /// Signs in the way that a server on one's own machine offers, and lands where the address says.
    Tab signIn(String tenant, String name) {
        if (page.url().equals("about:blank")) {
            page.navigate(origin);
        }
        page.getByLabel("Tenant").fill(tenant);
        page.getByLabel("Name").fill(name);
        button("Sign in").click();
        assertThat(page.locator(".rail")).isVisible();
        return this;
    }

    /// Follows an address of the console, like `/devices/pump-7`.
    Tab go(String path) {
        page.navigate(origin + "/#" + path);
        return this;
    }

    /// Follows an address, and returns once the readings of the devices on the page are told as they come.
    Tab goAndListen(String path) {
        page.waitForResponse(response -> response.url().contains("kinds=readings"), () -> go(path));
        return this;
    }

    Locator locator(String selector) {
        return page.locator(selector);
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// The line of a list or table that is about this device.
    Locator line(String device) {
        return page.locator(".item, .tbody .tr").filter(
                new Locator.FilterOptions().setHasText(Pattern.compile(device + "(?!\\d)")));
    }

    /// A mark that a page loses when it is loaded again.
    Tab mark() {
        page.evaluate("() => { document.documentElement.dataset.mark = 'here'; }");
        return this;
    }

    void assertStillMarked() {
        assertThat(page.locator("html[data-mark=here]")).isAttached();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints.stream().filter(each -> expected.stream().noneMatch(some -> some.matcher(each).find())))
                .as("complaints of the browser").isEmpty();
    }
}
