package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class InMemoryArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.loadtests.coldstart.inmemory");
    }
}
