package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.work.WorkId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;

/// What the console's chat is known by where others have the ids of their platform. What belongs to two users is never
/// called the same.
public final class WebIds {
    private static final String DIGEST = "sha256:";
    /// A user's id that an account can have as its own, and that cannot be taken for the digest of another.
    private static final Pattern PLAIN = Pattern.compile("(?!" + DIGEST + ")[!-~]+");

    private WebIds() {}

    /// The user himself, whose id may have other characters than those of platforms.
    public static ChatAccount account(Caller.User user) {
        String subject = user.subject();
        return new ChatAccount(Channel.WEB, user.tenant().value(), PLAIN.matcher(subject).matches() ? subject
                : DIGEST + digest(List.of(subject)));
    }

    /// @param conversationId his own name for it, without a slash
    public static ChatPlace place(ChatAccount account, String conversationId) {
        return new ChatPlace(Channel.WEB, account.workspace(), conversationId + "/" + account.id(), null, null);
    }

    /// The same for each repetition of a request under one `Idempotency-Key`, whatever has become of the first.
    public static WorkId inputWithKey(Caller.User user, String key) {
        return input(user, "key", key);
    }

    /// @param drawn at random: what has no key is not known again
    public static WorkId inputWithoutKey(Caller.User user, String drawn) {
        return input(user, "drawn", drawn);
    }

    private static WorkId input(Caller.User user, String kind, String id) {
        return new WorkId("web:" + digest(List.of(user.tenant().value(), user.subject(), kind, id)));
    }

    private static Sha256 digest(List<String> parts) {
        MessageDigest digest = Sha256.digest();
        for (String part : parts) {
            digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.of(digest);
    }
}
