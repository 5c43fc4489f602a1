package io.lapwing.local.browser;

import io.lapwing.architecture.ArchitectureTest;

import java.util.List;

class LocalBrowserArchitectureTest extends ArchitectureTest {

    @Override
    protected List<String> rootPackages() {
        return List.of("io.lapwing.local.browser");
    }
}
