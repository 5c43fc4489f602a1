package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.restapi.scenarios.RestScenarios;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The package that is deployed, on AWS's own runtime, through events of API Gateway, with a DynamoDB.
@NeedsDynamoDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedRestIT extends RestScenarios {

    private PackagedApi api;

    @BeforeAll
    void start(@TempDir Path folder) {
        // In windows that no test outlasts.
        api = new PackagedApi(folder, TestDynamoDb.shared().endpoint(), TestDynamoDb.shared().freshTables(),
                Map.of("LAPWING_USER_RATE_LIMIT", "500/86400"));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Override
    protected ApiResponse send(ApiRequest request) {
        return GatewayWire.response(api.send(GatewayWire.event(request)));
    }

    @Override
    protected TokenForge forge() {
        return GatewayWire.FORGE;
    }

    @Test
    void answers_a_user_only_so_often_whichever_process_he_meets() {
        Client bob = anonymous().withToken(forge().token("limited", "bob", "viewer"));
        bob.assertLimited(500);
        api.restart();

        assertThat(bob.get("/v1/me").status()).as("the first of a process").isEqualTo(200);
        assertThat(bob.get("/v1/me").status()).isEqualTo(429);
        Answer audit = anonymous().withToken(forge().token("limited", "alice", "admin")).get("/v1/audit");
        assertThat(audit.column("actor")).isNotEmpty().containsOnly("user:bob");
    }

    @Test
    void tells_browsers_to_come_over_HTTPS_only() {
        assertThat(anonymous().get("/healthz").header("Strict-Transport-Security")).startsWith("max-age=");
    }

    @Test
    void has_no_local_sign_in() {
        assertThat(anonymous().get("/local/sign-in").status()).isEqualTo(404);
        assertThat(anonymous().post("/local/sign-in", "{\"tenant\":\"a\",\"role\":\"admin\",\"sub\":\"b\"}")
                .status()).isEqualTo(404);
    }
}
