package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.member.Role;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// One user's messages that are worked on at the same time, as on two instances.
class ConcurrentChatTest {
    private static final int DEVICES = 10;
    private static final int ROUNDS = 20;

    private final ChatSystem chat = new ChatSystem();

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void make_one_command_of_each_question_however_often_it_is_answered_at_once() {
        chat.member("alice", Role.OPERATOR);
        List<DeviceKey> pumps = new ArrayList<>();
        for (int i = 1; i <= DEVICES; i++) {
            pumps.add(chat.device("pump-" + i, "Pump " + i, "pump", "Berlin"));
        }
        for (int round = 0; round < DEVICES * ROUNDS; round++) {
            chat.say("alice", "restart pump " + (1 + round % DEVICES));
            chat.work();
            String yes = chat.last().values().getFirst();
            chat.press("alice", yes, "Dalice");
            chat.press("alice", yes, "Dalice");
            chat.say("alice", "how is pump 1");
            Racing.race(3, _ -> {
                chat.work();
                return true;
            });
        }

        assertThat(pumps).allSatisfy(pump -> assertThat(chat.commands(pump)).hasSize(ROUNDS)
                .extracting(Command::id).doesNotHaveDuplicates());
        // A question, two answers to it and a state, each answered.
        assertThat(chat.slack.server.seen()).hasSize(4 * DEVICES * ROUNDS);
    }
}
