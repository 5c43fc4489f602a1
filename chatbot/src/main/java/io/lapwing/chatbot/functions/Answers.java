package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.sharedmodel.chat.ChatMessage;

/// Who answers what.
record Answers(FleetAnswers fleet, ValueAnswers values, ChartAnswers charts, AlertAnswers alerts, AlertActs acts,
        CommandActs commands, SubscriptionActs subscriptions, AccountActs accounts, FileActs files, Talk talk,
        ChatAudit audit) {

    Outcome to(Turn turn) {
        return switch (turn.meant().intent()) {
            case STATUS -> fleet.status(turn);
            case LIST -> fleet.list(turn);
            case LATEST -> values.latest(turn);
            case CHART -> charts.chart(turn);
            case ALERT_LIST -> alerts.list(turn);
            case ALERT_ACK -> acts.acknowledge(turn);
            case SILENCE -> acts.silence(turn);
            case UNSILENCE -> acts.unsilence(turn);
            case COMMAND -> commands.ask(turn);
            case CONFIRM -> confirm(turn);
            case CANCEL -> commands.cancel(turn);
            case SUBSCRIBE -> subscriptions.subscribe(turn);
            case UNSUBSCRIBE -> subscriptions.unsubscribe(turn);
            case LINK -> account(turn, accounts.link(turn.input(), turn.speaker(), turn.say()));
            case UNLINK -> account(turn, accounts.unlink(turn.input(), turn.say()));
            case FILE_STATUS -> files.status(turn);
            case FILE_PROCESS -> files.process(turn);
            case HELP -> talk.help(turn);
            case HANDOFF -> talk.handOff(turn);
            case CLARIFY -> talk.clarify(turn);
            case NONE -> talk.none(turn);
        };
    }

    /// A word in place of a press of the button: the question that is open is meant, and no other.
    private Outcome confirm(Turn turn) {
        Memory memory = turn.memory();
        Question open = memory.question();
        if (open != null) {
            return switch (open.matter()) {
                case Question.Matter.Confirm _ -> commands.confirm(turn, open.id());
                case Question.Matter.Load _ -> turn.answer("files.which");
                case Question.Matter.Choose _,Question.Matter.Act _ -> turn.answer("device.which");
            };
        }
        return turn.answer("command.nothing");
    }

    private static Outcome account(Turn turn, String reply) {
        return Outcome.of(ChatMessage.of(reply), turn.memory()).keepingReply();
    }
}
