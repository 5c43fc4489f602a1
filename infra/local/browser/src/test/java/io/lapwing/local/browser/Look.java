package io.lapwing.local.browser;

import java.util.Locale;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/// What somebody looks at the console with.
enum Look {
    DESKTOP(1280, 800, ColorScheme.LIGHT), DESKTOP_DARK(1280, 800, ColorScheme.DARK), PHONE(390, 844,
            ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    int width() {
        return width;
    }

    boolean isPhone() {
        return this == PHONE || this == PHONE_DARK;
    }

    NewContextOptions options() {
        return new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setIsMobile(isPhone())
                .setHasTouch(isPhone()).setLocale("en-GB");
    }

    /// As a part of a file's name.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
