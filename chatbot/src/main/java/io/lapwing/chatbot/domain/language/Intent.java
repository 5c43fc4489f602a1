package io.lapwing.chatbot.domain.language;

import java.util.Arrays;
import java.util.Optional;

/// What somebody wants. The wire contract, section 10, names them.
public enum Intent {
    STATUS("status", Nature.READ),
    LIST("list", Nature.READ),
    LATEST("latest", Nature.READ),
    CHART("chart", Nature.READ),
    ALERT_LIST("alert.list", Nature.READ),
    ALERT_ACK("alert.ack", Nature.WRITE),
    SILENCE("silence", Nature.WRITE),
    UNSILENCE("unsilence", Nature.WRITE),
    COMMAND("command", Nature.WRITE),
    CONFIRM("confirm", Nature.TALK),
    CANCEL("cancel", Nature.TALK),
    SUBSCRIBE("subscribe", Nature.TALK),
    UNSUBSCRIBE("unsubscribe", Nature.TALK),
    LINK("link", Nature.TALK),
    UNLINK("unlink", Nature.TALK),
    FILE_STATUS("file.status", Nature.TALK),
    FILE_PROCESS("file.process", Nature.TALK),
    HELP("help", Nature.TALK),
    HANDOFF("handoff", Nature.TALK),
    /// The sentence is understood, but not what it is about.
    CLARIFY("clarify", Nature.TALK),
    NONE("none", Nature.TALK);

    /// How careful one has to be with an intent.
    private enum Nature {
        /// Answers a question; words around it that mean nothing to us do no harm.
        READ,
        /// Acts on devices or alerts: each word must be understood, and each name be exact.
        WRITE,
        /// Changes something for whoever says it, or is about the talk itself.
        TALK
    }

    private final String contractName;
    private final Nature nature;

    Intent(String contractName, Nature nature) {
        this.contractName = contractName;
        this.nature = nature;
    }

    public static Optional<Intent> of(String contractName) {
        return Arrays.stream(values()).filter(intent -> intent.contractName.equals(contractName)).findFirst();
    }

    /// As the wire contract spells it: `alert.list`.
    public String contractName() {
        return contractName;
    }

    /// Whether it only looks.
    public boolean reads() {
        return nature == Nature.READ;
    }

    /// Whether it acts on devices or alerts.
    public boolean writes() {
        return nature == Nature.WRITE;
    }

    /// Whether something is done as soon as it is understood, without anybody being asked back.
    public boolean actsAtOnce() {
        return switch (this) {
            case ALERT_ACK, SILENCE, UNSILENCE, CONFIRM, CANCEL, SUBSCRIBE, UNSUBSCRIBE, LINK, UNLINK, FILE_PROCESS,
                    HANDOFF ->
                true;
            case STATUS, LIST, LATEST, CHART, ALERT_LIST, COMMAND, FILE_STATUS, HELP, CLARIFY, NONE -> false;
        };
    }

    /// Whether words may stand around it that are said when somebody wants to know something. Not so where a wrong guess
    /// would do something.
    boolean isTalkedAbout() {
        return switch (this) {
            case CONFIRM, CANCEL, FILE_PROCESS, LINK, UNLINK -> false;
            default -> nature != Nature.WRITE;
        };
    }
}
