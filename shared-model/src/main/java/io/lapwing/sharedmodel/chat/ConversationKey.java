package io.lapwing.sharedmodel.chat;

/// What one person says in one place: a thread of a channel is a place of its own.
public record ConversationKey(ChatPlace place, ChatAccount account) {
    public ConversationKey {
        place = place.answeredBy(null);
    }

    public static ConversationKey of(ChatInput input) {
        return new ConversationKey(input.place(), input.from());
    }

    @Override
    public String toString() {
        return account + " in " + place;
    }
}
