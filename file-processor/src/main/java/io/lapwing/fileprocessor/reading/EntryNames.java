package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.Arrays;
import java.util.regex.Pattern;

/// Names in archives. Nothing is ever written by them, yet an archive with a name that leads out of it was made to harm
/// whoever unpacks it, and so is not to be trusted.
final class EntryNames {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_SHOWN = 100;
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*");

    private EntryNames() {}

    static void check(String name) throws DistrustedInput {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw DistrustedInput.damaged("an entry's name is empty, or longer than " + MAX_LENGTH + " characters");
        }
        if (Text.hasControl(name) || ABSOLUTE.matcher(name).matches()
                || Arrays.asList(SEPARATOR.split(name, -1)).contains("..")) {
            throw new DistrustedInput(FileCode.BOMB, "The archive has an entry that leads out of it: "
                    + Text.printable(name, MAX_SHOWN) + "; names of files and folders in it are expected.");
        }
    }
}
