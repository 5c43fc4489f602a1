package io.lapwing.aws.emulator;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class EmulatorArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.emulator");
    }
}
