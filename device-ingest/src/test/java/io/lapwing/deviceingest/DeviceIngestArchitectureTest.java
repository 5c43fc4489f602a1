package io.lapwing.deviceingest;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class DeviceIngestArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.deviceingest");
    }
}
