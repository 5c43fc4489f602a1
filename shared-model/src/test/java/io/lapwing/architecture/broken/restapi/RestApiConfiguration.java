package io.lapwing.architecture.broken.restapi;

import org.springframework.util.StringUtils;

/// Keeps to the rules: configurations may see Spring, in classes nested in them too.
public final class RestApiConfiguration {

    private RestApiConfiguration() {}

    /// Keeps to the rules.
    public static final class Wired {

        private Wired() {}

        public static boolean isThere(String text) {
            return StringUtils.hasText(text);
        }
    }
}
