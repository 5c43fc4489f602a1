package io.lapwing.chatbot;

import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.functions.AnswerWebChat;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.chatbot.functions.ChatFunctions;
import io.lapwing.chatbot.functions.ChatPorts;
import io.lapwing.chatbot.functions.ChatSettings;
import io.lapwing.chatbot.functions.Converse;
import io.lapwing.chatbot.functions.NotifyChat;
import io.lapwing.chatbot.functions.PostChat;
import io.lapwing.chatbot.functions.ReceiveChat;
import io.lapwing.chatbot.functions.SecondOpinion;
import io.lapwing.chatbot.functions.WriteBoards;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the functions of the chatbot together. The platform brings the settings, the channels, the ports, the clock and
/// the randomness.
@Configuration(proxyBeanMethods = false)
public class ChatbotConfiguration {

    /// @param files there where the platform takes files
    @Bean
    ChatPorts chatPorts(DeviceRegistry registry, TelemetryStore telemetry, AlertStore alerts, CommandStore commands,
            MemberStore members, AuditLog audit, IdempotencyStore claims, WorkQueue queue,
            ConversationStore conversations, ChatLinks links, SubscriptionStore subscriptions,
            ObjectProvider<FileStore> files) {
        return new ChatPorts(registry, telemetry, alerts, commands, members, audit, claims, queue, conversations, links,
                subscriptions, files.getIfAvailable());
    }

    /// @param opinion there where the platform has a model to be asked
    @Bean
    ChatFunctions.Means chatMeans(Function<Chart, byte[]> chartPainter, InstantSource clock, RandomGenerator random,
            ObjectProvider<SecondOpinion> opinion) {
        return new ChatFunctions.Means(Interpreter.ofOwnLanguages(), chartPainter, clock, random,
                opinion.getIfAvailable(() -> SecondOpinion.NONE));
    }

    @Bean
    ChatFunctions chatFunctions(ChatSettings settings, ChatPorts ports, ChatChannels channels,
            ChatFunctions.Means means) {
        return new ChatFunctions(settings, ports, channels, means);
    }

    @Bean
    ReceiveChat receiveChat(ChatFunctions functions) {
        return functions.receiveChat();
    }

    @Bean
    Converse converse(ChatFunctions functions) {
        return functions.converse();
    }

    @Bean
    AnswerWebChat answerWebChat(ChatFunctions functions) {
        return functions.answerWebChat();
    }

    @Bean
    PostChat postChat(ChatFunctions functions) {
        return functions.postChat();
    }

    @Bean
    NotifyChat notifyChat(ChatFunctions functions) {
        return functions.notifyChat();
    }

    @Bean
    WriteBoards writeBoards(ChatFunctions functions) {
        return functions.writeBoards();
    }
}
