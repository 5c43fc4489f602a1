package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class MemberResourceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final UserId ALICE = new UserId("alice");
    private static final String BOB = "/v1/members/bob";
    private static final String ANY = "*";
    private static final LinkCode CODE = new LinkCode("ABCDEFGH");
    private static final ChatAccount ELSEWHERE = new ChatAccount(Channel.SLACK, "T2", "U7");

    private final Api api = new Api();

    private static String entry(String name, String... roles) {
        return "{\"name\":\"%s\",\"roles\":[%s]}".formatted(name, roles.length == 0 ? "" : "\""
                + String.join("\",\"", roles) + "\"");
    }

    private ApiResponse put(String path, @Nullable String ifMatch, String json) {
        RequestBuilder request = api.admin().withJson(json);
        return (ifMatch == null ? request : request.with("If-Match", ifMatch)).put(path);
    }

    private RequestBuilder user(String sub, @Nullable String name, String... roles) {
        return api.anonymous().withToken(new TokenBuilder().withClaim("sub", sub).withClaim("name", name)
                .withRoles(roles).expiresAt(api.clock.instant().plus(Duration.ofHours(1))).rs256());
    }

    @Test
    void makes_a_member_of_who_comes_for_the_first_time() {
        user("carol", "  Carol Danvers ", "operator", "viewer", "unknown").get("/v1/devices");

        ApiResponse carol = api.admin().get("/v1/members/carol");

        assertThat(carol.status()).isEqualTo(200);
        assertThat(shape(carol)).isEqualTo(golden("member.json"));
        assertThat(column(api.admin().get("/v1/members"), "sub")).containsExactly("alice", "carol");
        assertThat(text(api.admin().get("/v1/members/alice"), "name")).as("who has no name").isEqualTo("alice");
    }

    @Test
    void makes_no_member_of_who_may_not_do_what_he_asks() {
        user("mallory", null, "viewer").get("/v1/audit");
        user("nobody", null).get("/v1/me");
        api.anonymous().get("/v1/me");

        assertThat(column(api.admin().get("/v1/members"), "sub")).containsExactly("alice");
    }

    @Test
    void writes_down_a_sighting_at_most_once_an_hour() {
        user("carol", "Carol", "viewer").get("/v1/me");
        api.clock.advance(Duration.ofMinutes(59));
        user("carol", "Carol", "viewer").get("/v1/me");
        assertThat(lastSeen("carol")).isEqualTo("2026-01-01T00:00:00.000Z");
        api.clock.advance(Duration.ofMinutes(1));

        user("carol", "Another name", "admin").get("/v1/me");

        assertThat(lastSeen("carol")).isEqualTo("2026-01-01T01:00:00.000Z");
        assertThat(text(carol(), "name")).isEqualTo("Carol");
        assertThat(list(carol(), "roles")).asString().isEqualTo("[viewer]");
        assertThat(text(carol(), "updatedAt")).isEqualTo("2026-01-01T00:00:00.000Z");
    }

    private ApiResponse carol() {
        return user("alice", null, "admin").get("/v1/members/carol");
    }

    private String lastSeen(String sub) {
        return text(user("alice", null, "admin").get("/v1/members/" + sub), "lastSeenAt");
    }

    @Test
    void enters_who_is_not_there_and_changes_who_is() {
        ApiResponse entered = put(BOB, null, entry("Bob", "viewer"));
        assertThat(entered.status()).isEqualTo(201);
        assertThat(header(entered, "Location")).isEqualTo(BOB);
        assertThat(at(entered, "lastSeenAt")).isNull();

        String etag = header(entered, "ETag");
        assertThat(put(BOB, null, entry("Bobby")).status()).isEqualTo(428);
        assertThat(api.admin().with("If-None-Match", ANY).with("If-Match", etag).withJson(entry("Bobby")).put(BOB)
                .status()).isEqualTo(412);
        ApiResponse changed = put(BOB, etag, entry("Bobby", "operator", "admin"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(list(changed, "roles")).asString().isEqualTo("[operator, admin]");
        assertThat(header(changed, "ETag")).isNotEqualTo(etag);
        assertThat(put(BOB, etag, entry("Stale")).status()).isEqualTo(412);
        ApiResponse got = api.admin().get(BOB);
        assertThat(got.bodyText()).isEqualTo(changed.bodyText());
        assertThat(put(BOB, header(got, "ETag"), got.bodyText()).headers())
                .as("what a GET answers can be sent back, and changes nothing").containsEntry("ETag",
                        header(changed, "ETag"));
        assertThat(api.admin().with("If-None-Match", header(got, "ETag")).get(BOB).status()).isEqualTo(304);
    }

    @Test
    void makes_no_edit_stale_because_somebody_was_seen() {
        String etag = header(put(BOB, null, entry("Bob")), "ETag");
        user("bob", "Bob", "viewer").get("/v1/me");

        assertThat(header(api.admin().get(BOB), "ETag")).isNotEqualTo(etag);
        assertThat(put(BOB, etag, entry("Bobby")).status()).isEqualTo(200);
    }

    @Test
    void addresses_members_whose_ids_need_encoding() {
        String path = "/v1/members/auth0%7Cal%20%C3%AF%2Fx@y.example";

        ApiResponse entered = put(path, null, entry("Odd"));

        assertThat(text(entered, "sub")).isEqualTo("auth0|al ï/x@y.example");
        assertThat(api.admin().get(header(entered, "Location")).bodyText()).isEqualTo(entered.bodyText());
        assertThat(put("/v1/members/%00", null, entry("Odd")).status()).isEqualTo(404);
        assertThat(put("/v1/members/" + "x".repeat(129), null, entry("Odd")).status()).isEqualTo(404);
    }

    @Test
    void names_all_that_is_wrong_with_an_entry() {
        ApiResponse refused = put(BOB, null,
                "{\"sub\":\"carol\",\"name\":\"\",\"roles\":[\"owner\"],\"extra\":1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(list(refused, "errors")).hasSize(4).asString().contains("field=sub", "field=name", "field=roles",
                "field=extra");
        assertThat(put(BOB, null, "{\"name\":\"Bob\"}").status()).as("without roles").isEqualTo(400);
        assertThat(put(BOB, ANY, entry("Bob")).status()).as("If-Match, and nobody there").isEqualTo(404);
    }

    @Test
    void keeps_an_admin_from_taking_the_admin_role_from_himself() {
        api.admin().get("/v1/me");
        String alice = "/v1/members/alice";

        ApiResponse refused = put(alice, ANY, entry("Alice", "operator"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused, "code")).isEqualTo("OWN_ADMIN_ROLE");
        assertThat(api.admin().with("If-Match", ANY).delete(alice).status()).isEqualTo(409);
        assertThat(put(alice, ANY, entry("Alice B.", "admin")).status()).isEqualTo(200);
        RequestBuilder other = user("bob", null, "admin");
        assertThat(other.with("If-Match", ANY).withJson(entry("Alice", "viewer")).put(alice).status()).isEqualTo(200);
        assertThat(put(alice, ANY, entry("Alice")).status()).as("no admin any more").isEqualTo(200);
    }

    @Test
    void keeps_out_who_was_removed_until_an_admin_enters_him_again() {
        user("bob", "Bob", "viewer").get("/v1/me");
        assertThat(api.admin().delete(BOB).status()).isEqualTo(428);
        assertThat(api.admin().with("If-Match", "\"9\"").delete(BOB).status()).isEqualTo(412);
        assertThat(api.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(204);
        assertThat(api.admin().get(BOB).status()).isEqualTo(404);
        assertThat(api.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(404);
        api.clock.advance(Duration.ofHours(2));

        assertThat(user("bob", "Bob", "viewer").get("/v1/me").status()).as("his token is good").isEqualTo(200);

        assertThat(api.stores.members().find(ACME, new UserId("bob"))).isEmpty();
        assertThat(user("alice", null, "admin").withJson(entry("Bob", "viewer")).put(BOB).status()).isEqualTo(201);
    }

    @Test
    void ends_the_links_of_who_is_removed_and_of_nobody_else() {
        put(BOB, null, entry("Bob"));
        ChatAccount account = linked("bob", "U7");
        ChatAccount other = linked("bob", "U8");
        ChatAccount stays = linked("carol", "U9");
        api.stores.links().offer(CODE, ELSEWHERE, T0.plusSeconds(1));
        api.stores.links().redeem(CODE, new TenantId("other"), new UserId("bob"), T0);

        assertThat(api.admin().with("If-Match", "\"9\"").delete(BOB).status()).isEqualTo(412);
        assertThat(api.stores.links().find(account)).as("nobody was removed").isPresent();
        assertThat(api.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(204);

        assertThat(api.stores.links().find(account)).isEmpty();
        assertThat(api.stores.links().find(other)).isEmpty();
        assertThat(api.stores.links().find(stays)).isPresent();
        assertThat(api.stores.links().find(ELSEWHERE)).as("of another tenant's bob").isPresent();
    }

    private ChatAccount linked(String user, String id) {
        ChatAccount account = new ChatAccount(Channel.SLACK, "T1", id);
        api.stores.links().offer(CODE, account, T0.plusSeconds(1));
        assertThat(api.stores.links().redeem(CODE, ACME, new UserId(user), T0)).isPresent();
        return account;
    }

    @Test
    void removes_nobody_whose_links_cannot_be_ended() {
        put(BOB, null, entry("Bob"));
        ChatAccount account = linked("bob", "U7");
        Api failing = with(new FailingLinks(api.stores.links(), new ArrayDeque<>(List.<Step>of(Step.FAILS))));

        assertThat(failing.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(503);
        assertThat(api.stores.members().find(ACME, new UserId("bob"))).isPresent();
        assertThat(failing.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(204);

        assertThat(api.stores.members().find(ACME, new UserId("bob"))).isEmpty();
        assertThat(api.stores.links().find(account)).isEmpty();
    }

    @Test
    void ends_by_a_repetition_a_link_that_was_made_while_its_member_was_removed() {
        put(BOB, null, entry("Bob"));
        ChatAccount account = new ChatAccount(Channel.SLACK, "T1", "U7");
        Api failing = with(new FailingLinks(api.stores.links(),
                new ArrayDeque<>(List.<Step>of(() -> linked("bob", "U7"), Step.FAILS))));

        assertThat(failing.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(503);
        assertThat(api.stores.members().find(ACME, new UserId("bob"))).isEmpty();
        assertThat(api.stores.links().find(account)).isPresent();
        assertThat(failing.admin().with("If-Match", ANY).delete(BOB).status()).isEqualTo(404);

        assertThat(api.stores.links().find(account)).isEmpty();
    }

    /// What this test has in its stores, behind links that fail.
    private Api with(ChatLinks links) {
        return new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), api.stores.members(),
                ports.limiter(), ports.tickets(), links, ports.files(), ports.chat()));
    }

    /// What happens right after the links of a member were ended, or in place of it.
    @FunctionalInterface
    private interface Step {
        Step FAILS = () -> {
            throw new StoreUnavailable("ChatLinks.endAll", "acme/bob", new IOException("gone"));
        };

        void run();
    }

    /// Links that are ended one time like this, and one time like that.
    private record FailingLinks(ChatLinks links, Deque<Step> steps) implements ChatLinks {
        @Override
        public void offer(LinkCode code, ChatAccount account, Instant endsAt) {
            links.offer(code, account, endsAt);
        }

        @Override
        public Optional<ChatLink> redeem(LinkCode code, TenantId tenant, UserId user, Instant now) {
            return links.redeem(code, tenant, user, now);
        }

        @Override
        public Optional<ChatLink> find(ChatAccount account) {
            return links.find(account);
        }

        @Override
        public boolean end(ChatAccount account) {
            return links.end(account);
        }

        @Override
        public void endAll(TenantId tenant, UserId user) {
            Step step = steps.poll();
            if (step == Step.FAILS) {
                step.run();
            }
            links.endAll(tenant, user);
            if (step != null) {
                step.run();
            }
        }
    }

    @Test
    void audits_who_changed_whom() {
        put(BOB, null, entry("Bob"));
        api.admin().with("If-Match", ANY).delete(BOB);

        ApiResponse audit = api.admin().get("/v1/audit");

        assertThat(column(audit, "action")).containsExactlyInAnyOrder("member.put", "member.delete");
        assertThat(column(audit, "target")).containsOnly(BOB);
    }

    @Test
    void tries_again_to_note_who_was_here_after_a_failure() {
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        Api failing = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(),
                new FailingMembers(ports.members(), down, tries), ports.limiter(), ports.tickets(), ports.links(),
                ports.files(),
                ports.chat()));

        assertThat(failing.viewer().get("/v1/me").status()).isEqualTo(503);
        down.set(false);
        assertThat(failing.viewer().get("/v1/me").status()).isEqualTo(200);
        assertThat(failing.viewer().get("/v1/me").status()).isEqualTo(200);

        assertThat(tries).hasValue(2);
        assertThat(failing.stores.members().find(ACME, ALICE)).isPresent();
    }

    @Test
    void pages_through_the_members() {
        for (int i = 0; i < 30; i++) {
            api.stores.members().save(Member.entered(ACME, new UserId("user-%02d".formatted(i)), "N",
                    Set.of(Role.VIEWER), T0));
        }

        ApiResponse first = api.admin().get("/v1/members?limit=20");
        ApiResponse second = api.admin().get("/v1/members?limit=20&cursor=" + text(first, "nextCursor"));

        assertThat(list(first, "items")).hasSize(20);
        assertThat(column(second, "sub")).hasSize(11).endsWith("user-29");
        assertThat(api.admin().get("/v1/members?cursor=AAAA").status()).isEqualTo(400);
        assertThat(List.of(api.viewer().get("/v1/members").status(), api.operator().get(BOB).status()))
                .containsOnly(403);
    }

    /// Members that cannot be reached while the store is down.
    private record FailingMembers(MemberStore members, AtomicBoolean down, AtomicInteger tries)
            implements
            MemberStore {
        @Override
        public Optional<Member> find(TenantId tenant, UserId id) {
            return members.find(tenant, id);
        }

        @Override
        public Page<Member> list(TenantId tenant, PageRequest page) {
            return members.list(tenant, page);
        }

        @Override
        public Optional<Member> save(Member member) {
            return members.save(member);
        }

        @Override
        public boolean remove(TenantId tenant, UserId id, long version) {
            return members.remove(tenant, id, version);
        }

        @Override
        public void seen(Member member) {
            tries.incrementAndGet();
            if (down.get()) {
                throw new StoreUnavailable("MemberStore.seen", "acme/alice", new IOException("gone"));
            }
            members.seen(member);
        }
    }
}
