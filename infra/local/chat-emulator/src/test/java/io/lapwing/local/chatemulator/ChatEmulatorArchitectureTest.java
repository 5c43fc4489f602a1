package io.lapwing.local.chatemulator;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class ChatEmulatorArchitectureTest extends ArchitectureTest {
    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.local.chatemulator");
    }
}
