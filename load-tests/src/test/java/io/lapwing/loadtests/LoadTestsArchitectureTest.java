package io.lapwing.loadtests;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class LoadTestsArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.loadtests");
    }
}
