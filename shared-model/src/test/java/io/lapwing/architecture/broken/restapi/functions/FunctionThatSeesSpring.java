package io.lapwing.architecture.broken.restapi.functions;

import org.springframework.util.StringUtils;

/// Breaks `SPRING_ONLY_WIRES`.
public final class FunctionThatSeesSpring {

    private FunctionThatSeesSpring() {}

    public static boolean isThere(String text) {
        return StringUtils.hasText(text);
    }
}
