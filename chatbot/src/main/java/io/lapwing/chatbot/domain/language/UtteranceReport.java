package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// How a file of tests went.
///
/// @param total how many lines were understood, rightly or not
/// @param misses those that were understood otherwise than they should
public record UtteranceReport(int total, List<Miss> misses) {
    public UtteranceReport {
        misses = List.copyOf(misses);
    }

    /// A line that was understood otherwise than it should.
    public record Miss(Utterance expected, Understanding got) {
        /// Whether something would be done, after a confirmation, that nobody asked for.
        public boolean isUnwantedCommand() {
            return got.intent() == Intent.COMMAND && expected.intent() != Intent.COMMAND;
        }

        /// Whether something that acts is about a device that was not meant.
        public boolean isWrongDevice() {
            return got.intent().writes() && !got.slots().devices().stream().allMatch(
                    device -> List.of(expected.slots().getOrDefault("devices", "").split(","))
                            .contains(device.value()));
        }

        /// The line, and what was understood: it has what somebody said.
        public String describe() {
            Map<String, String> slots = SlotTexts.of(got.slots());
            return "line " + expected.line() + ": " + expected.text() + "\n  wanted "
                    + expected.intent().contractName() + " " + expected.slots() + "\n  got    "
                    + got.intent().contractName() + " " + slots;
        }
    }

    /// Understands all lines of a file, each in the light of those before it in its conversation.
    public static UtteranceReport of(List<List<Utterance>> conversations, Interpreter interpreter, Context context) {
        List<Miss> misses = new ArrayList<>();
        int total = 0;
        for (List<Utterance> conversation : conversations) {
            @Nullable
            Understanding previous = null;
            for (Utterance utterance : conversation) {
                previous = interpreter.understand(utterance.text(), context.after(previous));
                total++;
                if (!utterance.isExactly(previous)) {
                    misses.add(new Miss(utterance, previous));
                }
            }
        }
        return new UtteranceReport(total, misses);
    }

    public int exact() {
        return total - misses.size();
    }

    public double exactness() {
        return total == 0 ? 1 : (double) exact() / total;
    }
}
