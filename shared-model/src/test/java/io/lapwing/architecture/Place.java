package io.lapwing.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/// Where in the house a class lives. Fixtures that break a rule live in a house of their own, below
/// `io.lapwing.architecture.broken`.
///
/// @param levels the package below `io.lapwing`: `deviceingest`, `domain`
record Place(List<String> levels) {

    private static final String BROKEN_HOUSE = "io.lapwing.architecture.broken.";
    private static final String HOUSE = "io.lapwing.";
    private static final Set<String> FUNCTION_MODULES = Set.of("deviceingest", "chatbot", "restapi", "fileprocessor");
    private static final Set<String> PLATFORMS = Set.of("local", "aws", "azure");

    /// The place of a class of ours; empty for others'.
    static Optional<Place> of(JavaClass javaClass) {
        String name = javaClass.getPackageName() + ".";
        if (!name.startsWith(HOUSE)) {
            return Optional.empty();
        }
        String below = name.substring(name.startsWith(BROKEN_HOUSE) ? BROKEN_HOUSE.length() : HOUSE.length());
        return Optional.of(new Place(List.of(below.split("\\."))));
    }

    /// Whether a class was compiled as a module's main code.
    static boolean isMainCode(JavaClass javaClass) {
        return javaClass.getSource()
                .map(source -> ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(Location.of(source.getUri())))
                .orElse(false);
    }

    /// The packages that a module's code hangs below: one level, or two on a platform.
    List<String> root() {
        return levels.subList(0, Math.min(levels.size(), isOnPlatform() ? 2 : 1));
    }

    boolean isOnPlatform() {
        return PLATFORMS.contains(levels.getFirst());
    }

    boolean isFunctionModule() {
        return FUNCTION_MODULES.contains(levels.getFirst());
    }

    boolean isLoadTests() {
        return levels.getFirst().equals("loadtests");
    }

    boolean isLocalApp() {
        return root().equals(List.of("local", "app"));
    }

    boolean isAwsRuntime() {
        return root().equals(List.of("aws", "runtime"));
    }

    boolean isDomain() {
        return isFunctionModule() && isBelowRoot("domain");
    }

    boolean isFunctions() {
        return isFunctionModule() && isBelowRoot("functions");
    }

    boolean isChatChannel() {
        return root().equals(List.of("chatbot")) && isBelowRoot("channels");
    }

    boolean isChatModel() {
        return root().equals(List.of("chatbot")) && isBelowRoot("model");
    }

    /// Where pictures are made.
    boolean isPicture() {
        return (root().equals(List.of("chatbot")) && isBelowRoot("charts"))
                || (root().equals(List.of("fileprocessor")) && isBelowRoot("pictures"));
    }

    /// Where the lake's files are written.
    boolean isLake() {
        return root().equals(List.of("fileprocessor")) && isBelowRoot("lake");
    }

    boolean isSharedModel() {
        return levels.getFirst().equals("sharedmodel");
    }

    boolean isJson() {
        return isSharedModel() && isBelowRoot("json");
    }

    boolean isCsv() {
        return isSharedModel() && isBelowRoot("csv");
    }

    /// Records and ports alone, without what turns them into a format.
    boolean isPureModel() {
        return isSharedModel() && !isJson() && !isCsv();
    }

    boolean isPort() {
        return isSharedModel() && isBelowRoot("port");
    }

    boolean isInMemory() {
        return isSharedModel() && isBelowRoot("inmemory");
    }

    private boolean isBelowRoot(String name) {
        return levels.size() > 1 && levels.get(1).equals(name);
    }
}
