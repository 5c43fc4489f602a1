package io.lapwing.fileprocessor.pictures;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;

/// What an image turned out to be.
public sealed interface Picture {

    /// It can be shown.
    ///
    /// @param image at most [Thumbnails#MAX_SIDE] pixels wide and high, with no metadata of the one that it was made of
    record Small(ObjectContent image) implements Picture {

        static Small of(String format, byte[] bytes) {
            return new Small(ObjectContent.of(new ContentType("image/" + format), bytes));
        }
    }

    /// It is an image that no small one is made of: it is too large in bytes, takes too long, or has unusual colours.
    record NotShown() implements Picture {}

    /// It has more pixels than anybody means to look at.
    record TooManyPixels(long pixels) implements Picture {}

    /// It only begins like one.
    record Unreadable() implements Picture {}
}
