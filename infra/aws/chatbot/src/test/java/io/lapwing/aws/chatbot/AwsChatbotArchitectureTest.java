package io.lapwing.aws.chatbot;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class AwsChatbotArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.aws.chatbot");
    }
}
