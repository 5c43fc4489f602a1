package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.MemberStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Makes a member of a user who comes for the first time, and notes now and then that he was here.
record Membership(MemberStore members, InstantSource clock, Occasions noted) implements Step {
    private static final Duration PAUSE = Duration.ofHours(1);

    static Membership of(MemberStore members, InstantSource clock) {
        return new Membership(members, clock, new Occasions(PAUSE));
    }

    @Override
    public ApiResponse around(Call call, Handler next) {
        if (call.caller() instanceof Caller.User user) {
            note(user);
        }
        return next.handle(call);
    }

    private void note(Caller.User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String who = user.tenant() + "/" + user.subject();
        if (!noted.isDue(who, now)) {
            return;
        }
        try {
            members.seen(Member.firstSeen(user.tenant(), new UserId(user.subject()), user.name(), user.roles(), now));
        } catch (RuntimeException e) {
            noted.forget(who);
            throw e;
        }
    }
}
