package io.lapwing.loadtests.gatling;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class GatlingArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.loadtests");
    }
}
