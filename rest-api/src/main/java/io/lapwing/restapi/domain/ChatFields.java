package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads what people say to the bot, and the code that it gave them, from the bodies of POSTs.
public final class ChatFields {
    private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern BUTTON_VALUE = Pattern.compile("[!-~]{1," + ChatButton.MAX_VALUE + "}");
    /// With as many blanks and hyphens as somebody may put into a code.
    private static final int MAX_TYPED_CODE = 64;
    private static final String CODE = "code";
    private static final String CONVERSATION_ID = "conversationId";
    private static final String TEXT = "text";
    private static final String PRESSED = "pressed";

    private ChatFields() {}

    /// What somebody does in a conversation.
    public record Saying(String conversationId, ChatAct act) {}

    /// @throws RequestRefused
    ///             when it can be nobody's code
    public static LinkCode readCode(@Nullable Object body) {
        Fields fields = Fields.of(body);
        fields.require(CODE);
        Object typed = fields.raw(CODE);
        Optional<LinkCode> code = typed instanceof String text && text.length() <= MAX_TYPED_CODE
                ? LinkCode.parse(text)
                : Optional.empty();
        if (typed != null && code.isEmpty()) {
            fields.error(CODE, "must be a code as the bot gives it, such as ABCD-EFGH");
        }
        fields.check();
        return code.orElseThrow();
    }

    /// @throws RequestRefused
    ///             when nothing is said, naming every wrong field
    public static Saying readSaying(@Nullable Object body) {
        Fields fields = Fields.of(body);
        fields.require(CONVERSATION_ID);
        Object conversation = fields.raw(CONVERSATION_ID);
        String id = conversation instanceof String text && CONVERSATION.matcher(text).matches() ? text : "";
        if (conversation != null && id.isEmpty()) {
            fields.error(CONVERSATION_ID, "must be 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        Optional<ChatAct> act = act(fields);
        fields.check();
        return new Saying(id, act.orElseThrow());
    }

    /// Empty, with an error noted, where there is none.
    private static Optional<ChatAct> act(Fields fields) {
        Object text = fields.raw(TEXT);
        Object pressed = fields.raw(PRESSED);
        if ((text == null) == (pressed == null)) {
            fields.error("body", "must have either text or pressed");
            return Optional.empty();
        }
        return text == null ? pressed(fields, pressed) : said(fields, text);
    }

    /// What was written is read as it is, line breaks and all; nothing of it is cut off behind its writer's back.
    private static Optional<ChatAct> said(Fields fields, Object value) {
        if (value instanceof String text && !text.isBlank() && text.length() <= ChatAct.MAX_TEXT
                && Text.isStorable(text)) {
            return Optional.of(new ChatAct.Said(text.strip()));
        }
        fields.error(TEXT, "must be a text of 1 to " + ChatAct.MAX_TEXT
                + " characters, not only blanks, and none of them NUL");
        return Optional.empty();
    }

    private static Optional<ChatAct> pressed(Fields fields, @Nullable Object value) {
        if (value instanceof String text && BUTTON_VALUE.matcher(text).matches()) {
            return Optional.of(new ChatAct.Pressed(text, null));
        }
        fields.error(PRESSED, "must be the value of a button: 1 to " + ChatButton.MAX_VALUE
                + " visible ASCII characters");
        return Optional.empty();
    }
}
