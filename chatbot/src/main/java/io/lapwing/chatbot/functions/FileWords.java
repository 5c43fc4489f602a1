package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Says in words how a file is getting on.
final class FileWords {
    private static final int MAX_NAME = 80;
    private static final int MAX_SENTENCE = 300;

    private FileWords() {}

    /// As much of a name as is said.
    static String name(String name) {
        return Text.printable(name, MAX_NAME);
    }

    static ChatMessage message(Phrases phrases, StoredFile file) {
        String name = name(file.spec().name());
        LoadProgress progress = file.progress();
        return switch (file.state()) {
            case AWAITING_UPLOAD -> ChatMessage.of(phrases.text("files.awaited", name));
            case RECEIVED -> ChatMessage.of(phrases.text("files.received", name));
            case PROCESSING -> ChatMessage.of(progress.rowsTotal() == 0 ? phrases.text("files.looked.at", name)
                    : phrases.text("files.processing", name, progress.rowsRead(), progress.rowsTotal()));
            case COMPLETED -> completed(phrases, name, file);
            case QUARANTINED -> ended(phrases, "files.quarantined", name, file.finding());
            case FAILED -> ended(phrases, "files.failed", name, file.finding());
        };
    }

    private static ChatMessage completed(Phrases phrases, String name, StoredFile file) {
        if (file.duplicateOf() != null) {
            return ChatMessage.of(phrases.text("files.duplicate", name));
        }
        if (file.spec().purpose() == FilePurpose.ATTACHMENT) {
            return ChatMessage.of(phrases.text("files.kept", name));
        }
        LoadProgress progress = file.progress();
        List<String> lines = new ArrayList<>();
        lines.add(phrases.text(
                file.spec().purpose() == FilePurpose.DEVICES ? "files.completed.devices" : "files.completed", name,
                progress.rowsLoaded(), progress.rowsDuplicate(), progress.rowsRejected()));
        if (!progress.rejects().isEmpty()) {
            ReportedReject first = progress.rejects().getFirst();
            lines.add(phrases.text("files.first.reject", first.line(), first.code(),
                    Text.printable(first.message(), MAX_SENTENCE)));
        }
        return Lines.message(lines);
    }

    private static ChatMessage ended(Phrases phrases, String key, String name, @Nullable FileFinding finding) {
        if (finding == null) {
            return ChatMessage.of(phrases.text("files.never.came", name));
        }
        return ChatMessage.of(phrases.text(key, name, finding.code(), Text.printable(finding.message(), MAX_SENTENCE)));
    }
}
