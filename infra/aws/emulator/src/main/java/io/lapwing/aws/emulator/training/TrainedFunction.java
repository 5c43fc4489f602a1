package io.lapwing.aws.emulator.training;

import java.util.List;

/// The functions that there are events for.
public enum TrainedFunction {

    INGEST {
        @Override
        List<String> events(TrainingIssuer issuer) {
            return IngestEvents.of(300);
        }

        @Override
        public boolean isGood(String reply) {
            return reply.replaceAll("\\s", "").contains("\"batchItemFailures\":[]");
        }
    },
    REST {
        @Override
        List<String> events(TrainingIssuer issuer) {
            return RestEvents.of(issuer.adminToken(TrainingFleet.TENANT), 50);
        }

        @Override
        public boolean isGood(String reply) {
            return isAnswered(reply);
        }
    },
    RECEIVE_CHAT {
        @Override
        List<String> events(TrainingIssuer issuer) {
            return ChatEvents.requests(75);
        }

        @Override
        public boolean isGood(String reply) {
            return isAnswered(reply);
        }
    },
    CONVERSE {
        @Override
        List<String> events(TrainingIssuer issuer) {
            return ChatEvents.messages(40);
        }

        @Override
        public boolean isGood(String reply) {
            return INGEST.isGood(reply);
        }
    };

    private static boolean isAnswered(String reply) {
        return reply.contains("\"statusCode\":") && !reply.contains("\"statusCode\":5");
    }

    /// The events that show the JVM what this function does, some 300: it keeps code ready for what it sees often.
    abstract List<String> events(TrainingIssuer issuer);

    /// Whether the function did its work: a cache that was trained on failures is none.
    public abstract boolean isGood(String reply);
}
