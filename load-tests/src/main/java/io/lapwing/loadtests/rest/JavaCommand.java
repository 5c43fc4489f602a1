package io.lapwing.loadtests.rest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How a class is started in a process of its own, on this process's JVM.
final class JavaCommand {

    private JavaCommand() {}

    static List<String> of(List<String> jvmOptions, String classPath, String mainClass, String... arguments) {
        Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream<String> program = Stream.concat(Stream.of("-cp", classPath, mainClass), Stream.of(arguments));
        return Stream.of(java, jvmOptions.stream(), program).flatMap(part -> part).toList();
    }
}
