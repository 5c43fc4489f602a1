package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatFiles.Found;

import java.io.IOException;
import java.time.Duration;

/// Files that platforms give out at addresses.
public final class SharedFiles {
    /// For all bytes of a file.
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private SharedFiles() {}

    /// What is at an address.
    ///
    /// @param size as the platform says, or less than 0 where it does not: then the file is opened for that
    public static Found at(HttpCaller http, HttpCall address, long size) {
        if (size >= 0) {
            return new Found.Available(size, () -> http.open(address, PATIENCE).body());
        }
        try {
            Download download = http.open(address, HttpCaller.TIMEOUT);
            download.body().close();
            return download.size() < 0 ? new Found.Gone("the platform does not say how large it is")
                    : at(http, address, download.size());
        } catch (Download.NotGiven e) {
            return e.status() == TOO_MANY_REQUESTS || e.status() >= SERVER_ERROR
                    ? new Found.TryLater(AFTER_FAULT, String.valueOf(e.getMessage()))
                    : new Found.Gone(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Found.TryLater(AFTER_FAULT, String.valueOf(e.getMessage()));
        }
    }

    /// What comes of a file where the platform was asked about it in vain.
    public static Found not(HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.Busy busy -> not(busy.toSent());
            case HttpOutcome.Refused refused -> not(refused.toSent());
            case HttpOutcome.Lost lost -> not(lost.toSent());
            case HttpOutcome.Answered _ -> notUnderstood();
        };
    }

    public static Found not(Sent sent) {
        return switch (sent) {
            case Sent.Refused(String reason) -> new Found.Gone(reason);
            case Sent.TryLater(Duration after, String reason) -> new Found.TryLater(after, reason);
            case Sent.Done _ -> notUnderstood();
        };
    }

    public static Found notUnderstood() {
        return new Found.TryLater(AFTER_FAULT, "the platform's answer is not understood");
    }
}
