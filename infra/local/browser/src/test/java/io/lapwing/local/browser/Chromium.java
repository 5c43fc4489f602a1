package io.lapwing.local.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/// The Chromium of this machine, running: the one that LAPWING_CHROMIUM names, else the first on the PATH. It ends with
/// what steers it, and that with this JVM, however that ends.
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path executable = find()
                .orElseThrow(() -> new AssertionError("there is no Chromium: install one, or set LAPWING_CHROMIUM"));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Its sandbox does not work for root, who is who runs builds in containers.
        boolean sandbox = !System.getProperty("user.name", "").equals("root");
        return new Chromium(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(executable).setChromiumSandbox(sandbox).setHeadless(true)));
    }

    static Optional<Path> find() {
        String named = System.getenv("LAPWING_CHROMIUM");
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable)
                .findFirst();
    }

    /// A tab of a window of its own, which knows nothing of others.
    Tab open(Look look, String origin) {
        return new Tab(browser.newContext(look.options()), origin);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
