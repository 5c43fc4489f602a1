package io.lapwing.aws.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;

/// AWS's runtime interface client: in the managed runtime, not in a function's zip.
public final class RuntimeInterfaceClient {

    private static final List<String> CLASSES = List.of(LambdaCommand.RUNTIME,
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");
    private static final String NATIVE_PART = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeInterfaceClient() {}

    /// What tells it where its native part lies: in a file of this process's own. By itself it unpacks that into one file
    /// for the whole machine, and a process whose file is written anew by another one is killed by a SIGBUS.
    public static String nativeOption() {
        return "-D" + NATIVE_PART + "=" + NativePart.FILE;
    }

    /// Unpacked once, by the first that asks.
    private static final class NativePart {

        static final Path FILE = unpack();

        private static Path unpack() {
            String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            String name = "/jni/libaws-lambda-jni.linux-" + arch + ".so";
            try (InputStream library = Objects
                    .requireNonNull(classOf(LambdaCommand.RUNTIME).getResourceAsStream(name), name)) {
                Path file = Files.createTempFile("lapwing-lambda-jni", ".so");
                file.toFile().deleteOnExit();
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Its jars, as they lie in this process's class path.
    public static List<Path> jars() {
        return CLASSES.stream().map(RuntimeInterfaceClient::jarOf).distinct().toList();
    }

    private static Path jarOf(String className) {
        try {
            CodeSource source = Objects.requireNonNull(classOf(className).getProtectionDomain().getCodeSource());
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where does " + className + " lie?", e);
        }
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name, false, RuntimeInterfaceClient.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no runtime interface client in the class path", e);
        }
    }
}
