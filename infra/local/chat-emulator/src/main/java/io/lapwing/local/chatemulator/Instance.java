package io.lapwing.local.chatemulator;

/// An installation of Lapwing that the platforms talk to.
public interface Instance {

    /// Sends a platform's request.
    Answer send(Webhook webhook);

    /// Redeems the code that links a chat account, as a user with that role.
    Answer redeem(String code, String user, String role);

    /// @param body in words, for errors
    record Answer(int status, String body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }
}
