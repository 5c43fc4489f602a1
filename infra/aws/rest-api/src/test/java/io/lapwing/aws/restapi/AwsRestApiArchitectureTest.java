package io.lapwing.aws.restapi;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsRestApiArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.restapi");
    }
}
