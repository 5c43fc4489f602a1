package io.lapwing.aws.adapters;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsAdaptersArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.adapters");
    }
}
