package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatSender;

import java.util.regex.Pattern;

/// Writes messages through WhatsApp's Cloud API. Messages cannot be changed there, so what replaces another is posted
/// below it.
public final class WhatsAppSender implements ChatSender {
    public static final String API_URL = "https://graph.facebook.com/v23.0";

    private static final Pattern PHONE_NUMBER_ID = Pattern.compile("[0-9]{1,32}");

    private final HttpCaller http;
    private final String apiUrl;
    private final String token;

    /// @param apiUrl [#API_URL], or its like; with the version
    /// @param token that may send messages for the business
    public WhatsAppSender(HttpCaller http, String apiUrl, String token) {
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the access token has not the shape of one");
        }
        this.http = http;
        this.apiUrl = SafeUrl.of(apiUrl).toString().replaceFirst("/+$", "");
        this.token = token;
    }

    /// @param place answers from the number that was written to
    @Override
    public Sent post(ChatPlace place, ChatMessage message) {
        String from = place.answer();
        if (from == null || !PHONE_NUMBER_ID.matcher(from).matches()) {
            return new Sent.Refused("which of the business' numbers is to write is not known");
        }
        WhatsAppChat chat = new WhatsAppChat(http, apiUrl + "/" + from + "/", token, place.id());
        Sent sent = new Sent.Refused("nothing to say");
        for (WhatsAppPart part : WhatsAppPart.of(message)) {
            sent = chat.post(part);
            if (!(sent instanceof Sent.Done)) {
                return sent;
            }
        }
        return sent;
    }

    @Override
    public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
        return post(place, message);
    }
}
