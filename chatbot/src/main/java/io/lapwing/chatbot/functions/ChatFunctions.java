package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The functions of the chatbot, and what they share.
public final class ChatFunctions {
    private final ChatPorts ports;
    private final ChatChannels channels;
    private final Means means;
    private final Claims claims;
    private final AccountActs accounts;
    private final FleetDirectory fleet;
    private final Languages languages = Languages.load();
    private final Posting posting;
    private final ChatSettings settings;

    /// @param random a strong one: it makes codes
    /// @param opinion who is asked by `converse` where the grammar understands nothing
    public record Means(Interpreter interpreter, Function<Chart, byte[]> painter, InstantSource clock,
            RandomGenerator random, SecondOpinion opinion) {

        /// By the grammar alone.
        public Means(Interpreter interpreter, Function<Chart, byte[]> painter, InstantSource clock,
                RandomGenerator random) {
            this(interpreter, painter, clock, random, SecondOpinion.NONE);
        }
    }

    public ChatFunctions(ChatSettings settings, ChatPorts ports, ChatChannels channels, Means means) {
        this.settings = settings;
        this.ports = ports;
        this.channels = channels;
        this.means = means;
        claims = new Claims(ports.claims(), means.clock());
        accounts = new AccountActs(ports.links(), ports.members(), means.random());
        fleet = new FleetDirectory(ports.registry(), ports.telemetry(), ports.alerts());
        posting = new Posting(channels, ports.queue(), means.clock());
    }

    public ReceiveChat receiveChat() {
        return new ReceiveChat(channels.webhooks(), ports.queue(), claims, means.clock(), means.random());
    }

    public Converse converse() {
        return new Converse(claims, accounts, dialogue(means.opinion()), posting);
    }

    /// Asks nobody: who waits for the answer to a request is not to wait for a model as well.
    public AnswerWebChat answerWebChat() {
        return new AnswerWebChat(dialogue(SecondOpinion.NONE));
    }

    private Dialogue dialogue(SecondOpinion opinion) {
        ChatAudit audit = new ChatAudit(ports.audit());
        CommandActs commands = new CommandActs(fleet, audit, means.random());
        Answers answers = new Answers(new FleetAnswers(fleet), new ValueAnswers(fleet, ports.telemetry()),
                new ChartAnswers(fleet, ports.telemetry(), means.painter()), new AlertAnswers(fleet, ports.alerts()),
                new AlertActs(fleet, ports.alerts(), audit), commands,
                new SubscriptionActs(ports.subscriptions(), audit), accounts,
                new FileActs(ports.files(), ports.queue(), commands, audit),
                new Talk(fleet, ports.subscriptions(), commands, this::handOver), audit);
        return new Dialogue(ports.conversations(),
                new Responder(new Ears(means.interpreter(), opinion), fleet, answers, languages, settings.zone()),
                means.clock(), means.random());
    }

    private void handOver(Turn turn, List<Subscription> places,
            ChatMessage transcript) {
        places.forEach(place -> posting.post(new Posting.Post("handoff:" + turn.input().id(), place.place(), null,
                transcript, turn.trace())));
    }

    public PostChat postChat() {
        return new PostChat(claims, posting);
    }

    public NotifyChat notifyChat() {
        return new NotifyChat(ports.subscriptions(), ports.alerts(), fleet, ports.queue(),
                new CommandEndings(ports.commands(), ports.conversations(), posting, languages, claims,
                        means.clock()),
                fileNews(), means.clock());
    }

    /// @param objects where the bytes of files go
    /// @throws IllegalStateException where no files are taken
    public FetchFile fetchFile(ObjectStore objects) {
        if (ports.files() == null) {
            throw new IllegalStateException("no files are taken here");
        }
        return new FetchFile(ports.files(), objects, channels, fileNews(), ports.queue(), claims, means.clock());
    }

    private FileNews fileNews() {
        return new FileNews(ports.files(), ports.conversations(), posting, languages, claims);
    }

    public WriteBoards writeBoards() {
        return new WriteBoards(ports.subscriptions(), claims, accounts, posting,
                new NoticeWords(languages, settings.zone(), means.clock()));
    }
}
