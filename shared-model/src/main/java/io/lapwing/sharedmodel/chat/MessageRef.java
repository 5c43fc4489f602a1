package io.lapwing.sharedmodel.chat;

/// A message in a chat, as its platform knows it again: 1 to 256 visible ASCII characters.
public record MessageRef(String value) {
    public MessageRef {
        PlatformId.requireId("message reference", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
