package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What somebody who connects says of himself.
///
/// @param device who he says he is; empty where he only shows a token, as ThingsBoard devices do
/// @param token what he proves it with
record ConnectClaim(Optional<DeviceKey> device, AccessToken token) {

    private static final int MAX_TOKEN = 256;

    /// The claim of these credentials: `{tenant}/{device}` with a token as password, or a token alone as user name.
    static Optional<ConnectClaim> of(String username, Optional<ByteBuffer> password) {
        String secret = password.filter(bytes -> bytes.remaining() <= 4 * MAX_TOKEN)
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes.asReadOnlyBuffer()).toString()).orElse("");
        if (secret.isEmpty()) {
            return token(username).map(token -> new ConnectClaim(Optional.empty(), token));
        }
        return deviceOf(username)
                .flatMap(device -> token(secret).map(token -> new ConnectClaim(Optional.of(device), token)));
    }

    /// The device that a user name of the form `{tenant}/{device}` names.
    static Optional<DeviceKey> deviceOf(String username) {
        int slash = username.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : DeviceKey.parse(username.substring(0, slash), username.substring(slash + 1));
    }

    /// Whether the owner of the token is who he says he is.
    boolean fits(DeviceKey owner) {
        return device.isEmpty() || device.get().equals(owner);
    }

    private static Optional<AccessToken> token(String text) {
        return text.isEmpty() || text.length() > MAX_TOKEN ? Optional.empty() : Optional.of(new AccessToken(text));
    }
}
