package io.lapwing.chatbot;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class ChatbotArchitectureTest extends ArchitectureTest {
    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.chatbot");
    }
}
