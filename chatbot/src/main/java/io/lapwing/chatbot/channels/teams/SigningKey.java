package io.lapwing.chatbot.channels.teams;

import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/// A key of the Bot Framework's.
///
/// @param endorsements the channels (`msteams`) that it may sign for
record SigningKey(RSAPublicKey key, Set<String> endorsements) {
    SigningKey {
        endorsements = Set.copyOf(endorsements);
    }
}
