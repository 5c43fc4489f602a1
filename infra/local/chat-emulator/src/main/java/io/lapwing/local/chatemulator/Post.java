package io.lapwing.local.chatemulator;

import java.util.ArrayList;
import java.util.List;

/// What a bot has written.
///
/// @param id the platform's, of the message
/// @param place where it stands
/// @param isChange whether it takes the place of what stood there
/// @param text as people see it
public record Post(String id, Place place, boolean isChange, String text, List<Button> buttons,
        List<Picture> pictures) {
    public Post {
        buttons = List.copyOf(buttons);
        pictures = List.copyOf(pictures);
    }

    /// @param value what the platform sends when it is pressed
    public record Button(String label, String value) {}

    /// @param description for those who cannot see it; empty where the platform has no place for one
    @SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
    public record Picture(String description, byte[] png) {
        String words() {
            return description.isEmpty() ? "(picture)" : "(picture: " + description.replace('\n', ' ') + ")";
        }
    }

    /// As people see it, line by line.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(text.strip().lines().map(String::strip).filter(line -> !line.isEmpty())
                .toList());
        pictures.forEach(picture -> lines.add(picture.words()));
        if (!buttons.isEmpty()) {
            lines.add(String.join(" ", buttons.stream().map(button -> "[" + button.label() + "]").toList()));
        }
        return lines;
    }
}
