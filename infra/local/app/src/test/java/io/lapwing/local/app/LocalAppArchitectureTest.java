package io.lapwing.local.app;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class LocalAppArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.local.app");
    }
}
