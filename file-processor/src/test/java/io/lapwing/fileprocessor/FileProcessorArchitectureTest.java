package io.lapwing.fileprocessor;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class FileProcessorArchitectureTest extends ArchitectureTest {
    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.fileprocessor");
    }
}
