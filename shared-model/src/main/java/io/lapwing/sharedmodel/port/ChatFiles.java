package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.file.ObjectContent;

import java.time.Duration;

/// The files that people share on one chat platform.
///
/// Thread-safe. [#find] ends within ten seconds, whatever the platform does; nothing is thrown for what the platform did.
public interface ChatFiles {

    /// What a platform says of a file.
    sealed interface Found {

        /// @param size in bytes
        /// @param source fetches the bytes from the platform, all of them within some minutes
        record Available(long size, ObjectContent.Source source) implements Found {}

        /// The platform does not give it out, and will not.
        ///
        /// @param reason for people, without anybody's data
        record Gone(String reason) implements Found {}

        /// @param after in how long about it may be asked again
        record TryLater(Duration after, String reason) implements Found {}
    }

    /// @param place where it was shared
    Found find(ChatPlace place, SharedFile file);
}
