package io.lapwing.aws.runtime;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsRuntimeArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.runtime");
    }
}
