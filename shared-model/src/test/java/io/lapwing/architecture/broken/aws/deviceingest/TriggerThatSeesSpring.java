package io.lapwing.architecture.broken.aws.deviceingest;

import org.springframework.util.StringUtils;

/// Breaks `SPRING_ONLY_WIRES`.
public final class TriggerThatSeesSpring {

    private TriggerThatSeesSpring() {}

    public static boolean isThere(String text) {
        return StringUtils.hasText(text);
    }
}
