package io.lapwing.local.chatemulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Somebody who chats. His ids on the platforms are made from his name, so that he is known again.
///
/// @param name 1 to 20 small letters and digits, a letter first
public record Person(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");
    private static final String BOT = "bot";

    public Person {
        if (!NAME.matcher(name).matches() || name.equals(BOT)) {
            throw new IllegalArgumentException(
                    "a person's name is 1 to 20 of a-z and 0-9, a letter first, and not bot");
        }
    }

    /// As Slack's ids look.
    String letters(String prefix) {
        return prefix + "0" + name.toUpperCase(Locale.ROOT);
    }

    /// For platforms that number people.
    long number() {
        return number(name);
    }

    static long number(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return 1_000_000_000L + sum.getValue();
    }
}
