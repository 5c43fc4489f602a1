package io.lapwing.aws.fileprocessor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The package that this build has made.
record LambdaZip(Path file) {

    static LambdaZip built() {
        return new LambdaZip(Path.of(Objects.requireNonNull(System.getProperty("lapwing.lambda.zip"))));
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> entries() {
        List<String> names = new ArrayList<>();
        each((entry, _) -> names.add(entry.getName()));
        return names;
    }

    /// Unpacks it as Lambda does.
    ///
    /// @return its jars
    List<Path> unpackTo(Path folder) {
        List<Path> jars = new ArrayList<>();
        each((entry, content) -> {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("leads out of the folder: " + entry.getName());
            }
            if (!entry.isDirectory()) {
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(content, target);
                jars.add(target);
            }
        });
        return jars.stream().sorted().toList();
    }

    private interface Use {
        void of(ZipEntry entry, InputStream content) throws IOException;
    }

    private void each(Use use) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                use.of(entry, zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
