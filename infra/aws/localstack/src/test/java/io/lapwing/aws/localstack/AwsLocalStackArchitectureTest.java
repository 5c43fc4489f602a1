package io.lapwing.aws.localstack;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsLocalStackArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.localstack");
    }
}
