package io.lapwing.restapi;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class RestApiArchitectureTest extends ArchitectureTest {
    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.restapi");
    }
}
