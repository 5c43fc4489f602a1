package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.SafeUrl;

import java.time.Instant;
import java.util.Optional;

/// Takes the activities that the Bot Framework posts, each with a token that vouches for the service that it names. That
/// service's address gets our own token when we answer: it is believed only once the token is.
public final class TeamsWebhook implements Webhook {
    public static final String OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    private static final String CHANNEL = "msteams";

    private final BotFrameworkTokens tokens;

    /// @param appId the bot's own, as registered
    /// @param openIdUrl [#OPENID_URL], or that of another cloud
    public TeamsWebhook(HttpCaller http, String appId, String openIdUrl) {
        if (appId.isBlank()) {
            throw new IllegalArgumentException("the app id is empty");
        }
        this.tokens = new BotFrameworkTokens(new BotFrameworkKeys(http, openIdUrl), appId);
    }

    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable if the keys to verify with are not to be had
    @Override
    public Receipt receive(ApiRequest request, String path, Instant now) {
        if (!path.isEmpty()) {
            return Receipts.refused(404, "path");
        }
        Optional<BotFrameworkTokens.Believed> believed = request.header("authorization")
                .flatMap(authorization -> tokens.verify(authorization, now));
        return believed.isEmpty() ? forbidden()
                : Receipts.reading(() -> read(Payload.read(request.body()), believed.get(), now));
    }

    /// Other channels of the Bot Framework (its web chat, say) let people call themselves what they like: no activity of
    /// theirs may pass for one of Teams.
    private static Receipt read(Payload activity, BotFrameworkTokens.Believed believed, Instant now) {
        String serviceUrl = activity.at("serviceUrl").text();
        String channelId = activity.at("channelId").text();
        if (!believed.vouchesFor(serviceUrl, channelId) || !isSafe(serviceUrl)) {
            return forbidden();
        }
        return channelId.equals(CHANNEL) ? Receipts.taken(TeamsActivities.read(activity, now)) : Receipts.ignored();
    }

    private static boolean isSafe(String url) {
        try {
            SafeUrl.of(url);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Receipt forbidden() {
        return Receipts.refused(403, "no token that vouches for this activity");
    }
}
