package io.lapwing.local.browser;

import io.lapwing.local.app.wire.Site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// Gives tests a [Chromium], and a [Site] that none of them may stop: one of each for the whole run. Where there is no
/// Chromium it skips them, and says so.
public final class InChromium implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(InChromium.class);
    private static final double PATIENCE_MILLIS = 20_000;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("its class was asked");
        }
        if (Chromium.find().isPresent() || Boolean.getBoolean("lapwing.chromium.required")) {
            return ConditionEvaluationResult.enabled("there is a Chromium, or there has to be");
        }
        String reason = "no Chromium on the PATH, nor at LAPWING_CHROMIUM";
        System.err.println("SKIPPED: " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Chromium.class || type == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(SHARED);
        return parameter.getParameter().getType() == Chromium.class
                ? store.computeIfAbsent(Chromium.class, _ -> chromium(), Chromium.class)
                : store.computeIfAbsent(SharedSite.class, _ -> SharedSite.open(), SharedSite.class).site();
    }

    private static Chromium chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Chromium.start();
    }

    private record SharedSite(Site site, Path folder) implements AutoCloseable {

        static SharedSite open() {
            try {
                Path folder = Files.createTempDirectory("lapwing-browser");
                return new SharedSite(Site.open(folder), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            site.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
