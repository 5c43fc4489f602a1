package io.lapwing.aws.fileprocessor;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsFileProcessorArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.fileprocessor");
    }
}
