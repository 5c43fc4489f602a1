package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.http.SafeUrl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files that somebody gave the bot. Teams hands them out in chats with the bot alone.
final class TeamsFiles {
    private static final String DOWNLOAD = "application/vnd.microsoft.teams.file.download.info";
    private static final int MAX_FILE_NAME = 255;

    private TeamsFiles() {}

    /// Their ids are addresses: of files, one that lets whoever knows it read the file, for some minutes; of pictures, one
    /// at the activity's own service, which wants our token. No other address gets in.
    static List<SharedFile> of(Payload activity) {
        String serviceUrl = activity.at("serviceUrl").text();
        List<SharedFile> files = new ArrayList<>();
        for (Payload attachment : activity.at("attachments").items()) {
            String type = attachment.at("contentType").optionalText().orElse("");
            if (type.equals(DOWNLOAD)) {
                attachment.at("content", "downloadUrl").optionalText().filter(TeamsFiles::isSafe)
                        .ifPresent(url -> files.add(new SharedFile(url, name(attachment, "file"), null, -1)));
            } else if (type.startsWith("image/")) {
                attachment.at("contentUrl").optionalText().filter(url -> url.startsWith(withSlash(serviceUrl)))
                        .ifPresent(url -> files.add(new SharedFile(url, name(attachment, "photo"),
                                type.equals("image/*") ? null : type, -1)));
            }
        }
        return files;
    }

    private static boolean isSafe(String url) {
        try {
            return !SafeUrl.of(url).toString().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    private static String name(Payload attachment, String otherwise) {
        Optional<String> name = attachment.at("name").optionalText().map(Texts::said).filter(said -> !said.isEmpty());
        return Texts.shortened(name.orElse(otherwise), MAX_FILE_NAME);
    }
}
