package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.restapi.scenarios.RestScenarios;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A real process, over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestWireIT extends RestScenarios {

    private LapwingProcess process;

    @BeforeAll
    void start(@TempDir Path folder) {
        process = LapwingProcess.on(folder.resolve("data")).start();
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Override
    protected ApiResponse send(ApiRequest request) {
        return RestWire.send(process, request);
    }

    @Override
    protected TokenForge forge() {
        return RestWire.forge(process);
    }
}
