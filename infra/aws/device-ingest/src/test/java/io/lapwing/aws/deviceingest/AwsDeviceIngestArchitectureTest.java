package io.lapwing.aws.deviceingest;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsDeviceIngestArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.deviceingest");
    }
}
