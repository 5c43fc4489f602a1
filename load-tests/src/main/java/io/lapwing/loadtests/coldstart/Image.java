package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A directory laid out as the container image has it: `bootstrap`, and all jars in `lib`.
record Image(Path directory) {

    private static final Path BOOTSTRAP = Path.of("infra", "aws", "image", "bootstrap");

    /// Of a module's jar and what it depends on.
    static Image ofModule(Path module, Path directory) {
        Image image = empty(directory);
        jarsIn(module.resolve("target")).forEach(image::add);
        jarsIn(module.resolve("target").resolve("lib")).forEach(image::add);
        return image;
    }

    /// Of the zip that is deployed, and the runtime interface client.
    static Image ofZip(Path zip, Path directory) {
        Image image = empty(directory);
        unzip(zip, directory);
        RuntimeInterfaceClient.jars().forEach(image::add);
        return image;
    }

    /// What the managed runtime makes of a zip.
    static Path unzip(Path zip, Path directory) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path target = directory.resolve(entry.getName()).normalize();
                Files.createDirectories(target.getParent());
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The function, started as the image starts it.
    LambdaCommand command(String handler) {
        return new LambdaCommand(List.of(directory.resolve("bootstrap").toString(), handler),
                Map.of("JAVA_HOME", System.getProperty("java.home"), "_HANDLER", handler, "LAPWING_AOT", "off"));
    }

    private static Image empty(Path directory) {
        try {
            Files.createDirectories(directory.resolve("lib"));
            Files.copy(BOOTSTRAP, directory.resolve("bootstrap"), StandardCopyOption.COPY_ATTRIBUTES);
            return new Image(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path jar) {
        try {
            Files.copy(jar, directory.resolve("lib").resolve(String.valueOf(jar.getFileName())),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jarsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
