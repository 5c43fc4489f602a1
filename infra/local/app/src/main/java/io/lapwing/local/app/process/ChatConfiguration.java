package io.lapwing.local.app.process;

import io.lapwing.chatbot.ChatbotConfiguration;
import io.lapwing.chatbot.charts.ChartPainter;
import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.chatbot.functions.ChatFunctions;
import io.lapwing.chatbot.functions.ChatSettings;
import io.lapwing.chatbot.functions.Converse;
import io.lapwing.chatbot.functions.FetchFile;
import io.lapwing.chatbot.functions.NotifyChat;
import io.lapwing.chatbot.functions.PostChat;
import io.lapwing.chatbot.functions.ReceiveChat;
import io.lapwing.chatbot.functions.SecondOpinion;
import io.lapwing.chatbot.functions.WriteBoards;
import io.lapwing.local.adapters.FileObjectStore;
import io.lapwing.local.adapters.PostgresChatLinks;
import io.lapwing.local.adapters.PostgresConversationStore;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresSubscriptionStore;
import io.lapwing.local.adapters.PostgresWorkQueue;
import io.lapwing.local.adapters.QueueWorker;
import io.lapwing.local.app.http.ApiServlet;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.time.InstantSource;
import java.util.function.Function;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/// The chatbot: its webhooks, and the queues that its functions work on.
@Configuration(proxyBeanMethods = false)
@Import(ChatbotConfiguration.class)
class ChatConfiguration {
    private static final int CONVERSATIONS = 16;
    private static final int POSTS = 8;
    private static final int NEWS = 4;
    private static final int FETCHES = 2;

    @Bean
    WorkQueue workQueue(PostgresDatabase database) {
        return new PostgresWorkQueue(database);
    }

    @Bean
    ConversationStore conversationStore(PostgresDatabase database) {
        return new PostgresConversationStore(database);
    }

    @Bean
    ChatLinks chatLinks(PostgresDatabase database) {
        return new PostgresChatLinks(database);
    }

    @Bean
    SubscriptionStore subscriptionStore(PostgresDatabase database) {
        return new PostgresSubscriptionStore(database);
    }

    @Bean
    ChatSettings chatSettings(ProcessSettings settings) {
        return new ChatSettings(settings.chat().zone());
    }

    @Bean
    ChatChannels chatChannels(ProcessSettings settings, InstantSource clock) {
        return settings.chat().channels().channels(clock);
    }

    @Bean
    SecondOpinion secondOpinion(ProcessSettings settings, InstantSource clock) {
        return settings.chat().model().map(model -> model.opinion(clock)).orElse(SecondOpinion.NONE);
    }

    @Bean
    Function<Chart, byte[]> chartPainter() {
        return new ChartPainter()::png;
    }

    /// As with the function `api`: asked for by the first request only.
    @Bean
    ServletRegistrationBean<ApiServlet> chatServlet(ObjectProvider<ReceiveChat> receiveChat,
            PrometheusMeterRegistry registry) {
        SingletonSupplier<ReceiveChat> function = SingletonSupplier.of(receiveChat::getObject);
        return new ServletRegistrationBean<>(new ApiServlet(request -> function.obtain().apply(request), registry),
                "/chat/slack/*", "/chat/telegram", "/chat/whatsapp", "/chat/teams", "/chat/discord");
    }

    @Bean(destroyMethod = "close")
    QueueWorker conversing(PostgresDatabase database, Converse converse) {
        return QueueWorker.start(database, ChatQueues.INPUTS, converse, CONVERSATIONS);
    }

    @Bean(destroyMethod = "close")
    QueueWorker posting(PostgresDatabase database, PostChat postChat) {
        return QueueWorker.start(database, ChatQueues.POSTS, postChat, POSTS);
    }

    @Bean
    FetchFile fetchFile(ChatFunctions functions, FileObjectStore objects) {
        return functions.fetchFile(objects);
    }

    @Bean(destroyMethod = "close")
    QueueWorker fetching(PostgresDatabase database, FetchFile fetchFile) {
        return QueueWorker.start(database, ChatQueues.FILES, fetchFile, FETCHES);
    }

    @Bean(destroyMethod = "close")
    QueueWorker notifying(PostgresDatabase database, NotifyChat notifyChat) {
        return QueueWorker.start(database, ChatQueues.NEWS, notifyChat, NEWS);
    }

    @Bean(destroyMethod = "close")
    QueueWorker boardWriting(PostgresDatabase database, WriteBoards writeBoards) {
        return QueueWorker.start(database, ChatQueues.BOARDS, writeBoards, NEWS);
    }
}
