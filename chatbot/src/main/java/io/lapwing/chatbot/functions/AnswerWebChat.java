package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.chat.WebSaying;

/// The chatbot for who is signed in and waits: the same dialogue, without a queue and without a link.
public final class AnswerWebChat implements WebChat {
    private final Dialogue dialogue;

    AnswerWebChat(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    @Override
    public ChatMessage say(WebSaying saying) {
        return dialogue.answer(saying.input(), new Speaker.Known(saying.input().from(), saying.speaker()),
                saying.trace());
    }
}
