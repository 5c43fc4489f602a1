package io.lapwing.local.adapters;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class LocalAdaptersArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.local.adapters");
    }
}
