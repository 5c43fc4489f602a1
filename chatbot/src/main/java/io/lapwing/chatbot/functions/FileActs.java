package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.chatbot.domain.Question.Matter.Load;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Files that people share with the bot: `file.process`, `file.status`. What is in a file is asked first, since readings
/// that were loaded cannot be taken back. The bytes are fetched by [FetchFile], so that nobody waits for them here.
///
/// @param store null where no files are taken
record FileActs(@Nullable FileStore store, WorkQueue queue, CommandActs commands, ChatAudit audit) {
    /// In the order of the buttons.
    private static final List<FilePurpose> PURPOSES = List.of(FilePurpose.TELEMETRY, FilePurpose.DEVICES,
            FilePurpose.ATTACHMENT);
    private static final int MAX_FILES = 5;
    /// Among so many of the newest one is looked for by its name.
    private static final int MAX_LOOKED_AT = 200;

    /// Somebody gave the bot files.
    ///
    /// @param isToBeLoaded whether he said so along with them
    Outcome shared(Turn turn, List<SharedFile> files, boolean isToBeLoaded) {
        if (store == null) {
            return turn.answer("files.none");
        }
        if (files.size() > MAX_FILES) {
            return turn.answer("files.too.many", MAX_FILES);
        }
        Optional<SharedFile> tooLarge = files.stream().filter(file -> file.size() > FetchFile.MAX_SIZE).findFirst();
        if (tooLarge.isPresent()) {
            return turn.answer("files.too.large", FileWords.name(tooLarge.get().name()), FetchFile.MAX_MEGABYTES);
        }
        return isToBeLoaded ? take(turn, new Origin(turn.input().id().value(), turn.input().sentAt(), files),
                FilePurpose.TELEMETRY) : ask(turn, files);
    }

    private Outcome ask(Turn turn, List<SharedFile> files) {
        Question question = new Question(commands.newId(), turn.now(), new Load(files));
        List<ChatButton> buttons = new ArrayList<>();
        for (FilePurpose purpose : PURPOSES) {
            String label = turn.say().text("files.as." + purpose.name().toLowerCase(Locale.ROOT));
            buttons.add(ChatButton.of(Labels.cut(label), new Press.Pick(question.id(), buttons.size()).value()));
        }
        buttons.add(ChatButton.of(Labels.cut(turn.say().text("button.no")), new Press.No(question.id()).value()));
        return Outcome.of(ChatMessage.of(turn.say().text("files.ask", names(files))).with(buttons),
                turn.memory().asking(question)).keepingReply();
    }

    private static String names(List<SharedFile> files) {
        return files.stream().map(file -> FileWords.name(file.name())).collect(Collectors.joining(", "));
    }

    /// "Load it": the files that were asked about.
    Outcome process(Turn turn) {
        if (store == null) {
            return turn.answer("files.none");
        }
        Question open = turn.memory().question();
        return open != null && open.matter() instanceof Load(List<SharedFile> files)
                ? take(turn, new Origin(open.id(), open.askedAt(), files), FilePurpose.TELEMETRY)
                : turn.answer("files.first");
    }

    /// Somebody said what is in the files that he was asked about.
    ///
    /// @return empty if that question is not open any more, or was about something else
    Optional<Outcome> picked(Turn turn, String questionId, int index) {
        Question open = turn.memory().question();
        return open != null && open.id().equals(questionId) && open.matter() instanceof Load(List<SharedFile> files)
                && index < PURPOSES.size()
                        ? Optional.of(take(turn, new Origin(open.id(), open.askedAt(), files),
                                PURPOSES.get(index)))
                        : Optional.empty();
    }

    /// What files were shared with. The ids that they get follow from it, so that each of them is taken once, however
    /// often this is thought over or repeated.
    private record Origin(String id, Instant at, List<SharedFile> files) {}

    private Outcome take(Turn turn, Origin origin, FilePurpose purpose) {
        List<FileOrder> orders = new ArrayList<>();
        for (SharedFile file : origin.files()) {
            orders.add(new FileOrder(FileOrder.key(turn.tenant(), origin.id() + "/" + orders.size(), origin.at()), file,
                    purpose, turn.speaker().actor(), ConversationKey.of(turn.input()), turn.now(), 1));
        }
        queue.send(orders.stream().map(order -> order.work(turn.trace())).toList());
        orders.forEach(order -> audit.note(turn, "file.create", order.key().id().value(), Result.DONE));
        return Outcome.of(ChatMessage.of(turn.say().text("files.taken", names(origin.files()))),
                turn.memory().asking(null)).keepingReply();
    }

    /// What became of a file: the one of that name, else the last one that he sent, else the last one of all.
    Outcome status(Turn turn) {
        if (store == null) {
            return turn.answer("files.none");
        }
        List<StoredFile> newest = store.list(turn.tenant(), FileFilter.ALL, PageRequest.first(MAX_LOOKED_AT)).items();
        if (newest.isEmpty()) {
            return turn.answer("files.nothing");
        }
        String name = turn.slots().target();
        if (name == null) {
            StoredFile last = newest.stream().filter(file -> file.uploader().equals(turn.speaker().actor()))
                    .findFirst().orElse(newest.getFirst());
            return turn.answer(FileWords.message(turn.say().phrases(), last));
        }
        return named(newest, name.toLowerCase(Locale.ROOT))
                .map(file -> turn.answer(FileWords.message(turn.say().phrases(), file)))
                .orElseGet(() -> turn.answer("files.unknown", FileWords.name(name)));
    }

    private static Optional<StoredFile> named(List<StoredFile> newest, String name) {
        return newest.stream().filter(file -> file.spec().name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .or(() -> newest.stream().filter(file -> file.spec().name().toLowerCase(Locale.ROOT).contains(name))
                        .findFirst());
    }
}
