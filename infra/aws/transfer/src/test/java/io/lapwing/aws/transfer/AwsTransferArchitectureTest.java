package io.lapwing.aws.transfer;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsTransferArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.transfer");
    }
}
