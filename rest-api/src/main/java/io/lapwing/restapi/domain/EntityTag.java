package io.lapwing.restapi.domain;

import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// The `ETag` of a resource: `"7"`, its version, or `"7-1f3a"`, its version and a digest of what changes without one
/// (whether a device is online, and since when). A GET is "not modified" only while both are the same; an edit is
/// stale only when the version has changed, or a busy device could never be edited.
public record EntityTag(long version, @Nullable String volatileState) {
    private static final String ANY = "*";

    public static EntityTag of(long version) {
        return new EntityTag(version, null);
    }

    public static EntityTag of(long version, Object volatileState) {
        return new EntityTag(version, Integer.toHexString(volatileState.hashCode()));
    }

    /// As it stands in a header.
    public String header() {
        return '"' + Long.toString(version) + (volatileState == null ? "" : "-" + volatileState) + '"';
    }

    /// Whether a GET with this `If-None-Match` already has the representation. The comparison is weak (RFC 9110,
    /// 13.1.2).
    public boolean isKnownBy(String ifNoneMatch) {
        return anyOf(ifNoneMatch, tag -> (tag.startsWith("W/") ? tag.substring(2) : tag).equals(header()));
    }

    /// Why an edit with this `If-Match` may not be done, if it may not.
    public Optional<Problem> refuseEdit(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return Optional.of(Problem.of(ProblemType.IF_MATCH_REQUIRED, "Send the ETag that you read as If-Match."));
        }
        String whole = '"' + Long.toString(version) + '"';
        String beginning = '"' + Long.toString(version) + '-';
        return anyOf(ifMatch, tag -> tag.equals(whole) || tag.startsWith(beginning))
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemType.VERSION_STALE));
    }

    private static boolean anyOf(String header, Predicate<String> matches) {
        for (String tag : header.split(",", -1)) {
            if (tag.strip().equals(ANY) || matches.test(tag.strip())) {
                return true;
            }
        }
        return false;
    }
}
