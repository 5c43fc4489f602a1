package io.lapwing.sharedmodel;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class SharedModelArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.sharedmodel");
    }
}
