package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.restapi.domain.MemberFields;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.MemberStore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// `/v1/members`: who belongs to the tenant.
record MemberResource(MemberStore members, ChatLinks links, Pages pages, InstantSource clock) {
    ApiResponse list(Call call) {
        return pages.reply(call, members.list(call.tenant(), pages.wanted(call)), MemberResource::json);
    }

    ApiResponse get(Call call) {
        Member member = members.find(call.tenant(), id(call)).orElseThrow(MemberResource::missing);
        return Replies.resource(call, tag(member), json(member));
    }

    ApiResponse put(Call call) {
        UserId id = id(call);
        Optional<Member> found = members.find(call.tenant(), id);
        if (found.isEmpty()) {
            return enter(call, id);
        }
        Member member = forEdit(call, found.get());
        MemberFields.Entry entry = MemberFields.read(call.body(), id);
        keepOwnAdminRole(call, member, entry.roles());
        boolean same = member.name().equals(entry.name()) && member.roles().equals(entry.roles());
        return reply(200, same ? member : saved(member.changedTo(entry.name(), entry.roles(), now())));
    }

    private ApiResponse enter(Call call, UserId id) {
        if (call.header("if-match") != null) {
            throw missing();
        }
        MemberFields.Entry entry = MemberFields.read(call.body(), id);
        Member entered = saved(Member.entered(call.tenant(), id, entry.name(), entry.roles(), now()));
        return reply(201, entered).withHeader("Location",
                "/v1/members/" + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /// With his membership end the links of his chat accounts. That is two stores, and any step may be the last one: so
    /// his links go first, or they would outlive him where the process died behind the removal, and be his again when
    /// somebody enters him anew. They go once more behind it, since until then he could make another one. If that fails
    /// he is gone already: the repetition finds nobody, and ends what was left all the same. Where somebody else edits
    /// him at that very moment he stays without his links, which he can make again.
    ApiResponse delete(Call call) {
        UserId id = id(call);
        Optional<Member> found = members.find(call.tenant(), id);
        if (found.isEmpty()) {
            links.endAll(call.tenant(), id);
            throw missing();
        }
        Member member = forEdit(call, found.get());
        keepOwnAdminRole(call, member, Set.of());
        links.endAll(member.tenant(), id);
        if (!members.remove(member.tenant(), id, member.version())) {
            throw Problem.of(ProblemType.VERSION_STALE).refuse();
        }
        links.endAll(member.tenant(), id);
        return Replies.noContent();
    }

    private Member saved(Member member) {
        return members.save(member).orElseThrow(() -> Problem.of(ProblemType.VERSION_STALE).refuse());
    }

    private static Member forEdit(Call call, Member member) {
        if ("*".equals(call.header("if-none-match"))) {
            throw Problem.of(ProblemType.VERSION_STALE, "There is such a member already.").refuse();
        }
        tag(member).refuseEdit(call.header("if-match")).ifPresent(problem -> {
            throw problem.refuse();
        });
        return member;
    }

    /// So that every tenant that has an admin keeps one.
    private static void keepOwnAdminRole(Call call, Member member, Set<Role> roles) {
        if (member.id().value().equals(call.user().subject()) && member.isAdmin() && !roles.contains(Role.ADMIN)) {
            throw Problem.of(ProblemType.OWN_ADMIN_ROLE, "Another admin of the tenant has to do this.").refuse();
        }
    }

    private static UserId id(Call call) {
        String sub = call.pathValue("sub");
        if (!UserId.isValid(sub)) {
            throw missing();
        }
        return new UserId(sub);
    }

    private static RuntimeException missing() {
        return Problem.of(ProblemType.NOT_FOUND).refuse();
    }

    private static ApiResponse reply(int status, Member member) {
        return Replies.json(status, json(member)).withHeader("ETag", tag(member).header());
    }

    /// When a member was last seen changes by itself, and makes no edit stale.
    private static EntityTag tag(Member member) {
        Instant lastSeenAt = member.lastSeenAt();
        return lastSeenAt == null ? EntityTag.of(member.version()) : EntityTag.of(member.version(), lastSeenAt);
    }

    private static Map<String, @Nullable Object> json(Member member) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sub", member.id().value());
        json.put("name", member.name());
        json.put("roles", member.roles().stream().sorted().map(Role::text).toList());
        json.put("createdAt", member.createdAt());
        json.put("updatedAt", member.updatedAt());
        json.put("lastSeenAt", member.lastSeenAt());
        return json;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
