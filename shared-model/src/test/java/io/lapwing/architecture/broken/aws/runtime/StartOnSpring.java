package io.lapwing.architecture.broken.aws.runtime;

import org.springframework.util.StringUtils;

/// Keeps to the rules.
public final class StartOnSpring {

    private StartOnSpring() {}

    public static boolean isThere(String text) {
        return StringUtils.hasText(text);
    }
}
