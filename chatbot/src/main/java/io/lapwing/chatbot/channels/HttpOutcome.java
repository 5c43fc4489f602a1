package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.Sent;

import java.time.Duration;

/// What became of a request to a platform. None of them shows a body in its text, since that may hold anybody's words.
public sealed interface HttpOutcome {

    /// 2xx.
    record Answered(int status, String body) implements HttpOutcome {

        /// @throws MalformedPayload if it is no JSON
        public Payload json() {
            return Payload.read(body);
        }

        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /// 3xx and 4xx: asking again would change nothing.
    record Refused(int status, String body) implements HttpOutcome {

        /// @throws MalformedPayload if it is no JSON
        public Payload json() {
            return Payload.read(body);
        }

        public Sent toSent() {
            return new Sent.Refused("the platform answered " + status);
        }

        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /// 408, 425, 429 and 5xx.
    ///
    /// @param after as the platform asks for in `Retry-After`, else a guess; at most a day
    record Busy(int status, Duration after, String body) implements HttpOutcome {

        /// @throws MalformedPayload if it is no JSON
        public Payload json() {
            return Payload.read(body);
        }

        public Sent toSent() {
            return new Sent.TryLater(after, "the platform answered " + status);
        }

        @Override
        public String toString() {
            return "Busy[" + status + ", " + after + "]";
        }
    }

    /// There was no answer, or one that broke off, or came too late, or is too large. The platform may have done what it
    /// was asked to.
    record Lost(String reason) implements HttpOutcome {
        private static final Duration AFTER = Duration.ofSeconds(5);

        public Sent toSent() {
            return new Sent.TryLater(AFTER, reason);
        }
    }
}
