package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.time.Instant;
import java.util.Optional;

/// Takes what Meta posts, signed with the app's secret over the bytes as they are sent: Meta escapes all but ASCII, so a
/// text that was read and written again would have another signature.
public final class WhatsAppWebhook implements Webhook {
    private static final String SIGNATURE_HEADER = "x-hub-signature-256";
    private static final String SCHEME = "sha256=";
    private static final int MAX_CHALLENGE = 1024;

    private final String appSecret;
    private final String verifyToken;

    /// @param verifyToken what was written beside the webhook's URL in Meta's dashboard
    public WhatsAppWebhook(String appSecret, String verifyToken) {
        if (appSecret.isEmpty() || verifyToken.isEmpty()) {
            throw new IllegalArgumentException("a secret is empty: anybody could know it");
        }
        this.appSecret = appSecret;
        this.verifyToken = verifyToken;
    }

    @Override
    public Receipt receive(ApiRequest request, String path, Instant now) {
        if (!path.isEmpty()) {
            return Receipts.refused(404, "path");
        }
        if (request.method().equals("GET")) {
            return handshake(request);
        }
        byte[] body = request.body();
        String expected = SCHEME + Signatures.hmacSha256(appSecret, body);
        boolean isMeta = request.header(SIGNATURE_HEADER).filter(given -> Signatures.same(expected, given)).isPresent();
        if (!isMeta) {
            return Receipts.refused(401, "wrong or missing signature");
        }
        return Receipts.reading(() -> Receipts.taken(WhatsAppNotifications.read(Payload.read(body))));
    }

    /// Meta asks once, when the webhook is set up, whether it is ours.
    private Receipt handshake(ApiRequest request) {
        Optional<String> token = request.queryValue("hub.verify_token");
        String challenge = request.queryValue("hub.challenge").orElse("");
        boolean isMeta = request.queryValue("hub.mode").filter("subscribe"::equals).isPresent()
                && token.filter(given -> Signatures.same(verifyToken, given)).isPresent();
        if (!isMeta) {
            return Receipts.refused(403, "wrong or missing verify token");
        }
        return challenge.isEmpty() || challenge.length() > MAX_CHALLENGE ? Receipts.refused(400, "no challenge")
                : Receipts.text(challenge);
    }
}
