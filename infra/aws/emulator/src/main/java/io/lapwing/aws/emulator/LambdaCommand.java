package io.lapwing.aws.emulator;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What starts a function's process, and what it finds in its environment beside what Lambda puts there.
///
/// @param words the program and its arguments
/// @param environment this and Lambda's own variables; nothing of the caller's is inherited but `PATH` and `TMPDIR`
/// @param directory where it runs; in AWS's managed runtime that is where the zip lies;
/// null for where its caller runs
public record LambdaCommand(List<String> words, Map<String, String> environment, @Nullable Path directory) {

    static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    public LambdaCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
    }

    public LambdaCommand(List<String> words, Map<String, String> environment) {
        this(words, environment, null);
    }

    /// A handler on AWS's runtime interface client and the JDK that runs this.
    ///
    /// @param classPath with the runtime interface client in it, see [RuntimeInterfaceClient#jars()]
    /// @param handler the class, and `::method` if it is none of the handler interfaces
    public static LambdaCommand ofJava(List<String> jvmOptions, List<Path> classPath, String handler) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvmOptions);
        words.add(RuntimeInterfaceClient.nativeOption());
        words.add("-cp");
        words.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.add(RUNTIME);
        words.add(handler);
        return new LambdaCommand(words, Map.of("_HANDLER", handler));
    }

    /// A handler of an unpacked zip, as the managed runtime starts it: with the runtime interface client alone in the
    /// class path, and a class loader of its own for the zip's classes and the jars in its `lib`.
    public static LambdaCommand ofZip(List<String> jvmOptions, Path unpacked, String handler) {
        return ofJava(jvmOptions, RuntimeInterfaceClient.jars(), handler).in(unpacked).with("LAMBDA_TASK_ROOT",
                unpacked.toString());
    }

    public LambdaCommand in(Path directory) {
        return new LambdaCommand(words, environment, directory);
    }

    public LambdaCommand with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new LambdaCommand(words, more, directory);
    }

    public LambdaCommand without(Set<String> variables) {
        Map<String, String> fewer = new HashMap<>(environment);
        fewer.keySet().removeAll(variables);
        return new LambdaCommand(words, fewer, directory);
    }

    /// With words before the program: `taskset -c 0`. They must put the program in their own place.
    public LambdaCommand after(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return new LambdaCommand(all, environment, directory);
    }
}
