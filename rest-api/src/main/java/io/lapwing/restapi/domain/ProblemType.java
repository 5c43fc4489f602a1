package io.lapwing.restapi.domain;

import java.util.Locale;

/// The kinds of problem that a request can end in. Name, status and type are part of the wire contract.
public enum ProblemType {
    MALFORMED_JSON(400, "The body is not valid JSON"),
    MALFORMED_CSV(400, "The body is not valid CSV"),
    VALIDATION_FAILED(400, "The request has invalid fields"),
    INVALID_CURSOR(400, "The cursor does not belong to this list"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not usable"),
    IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is needed"),
    TELEMETRY_REFUSED(400, "Nothing of the telemetry could be taken"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token's roles do not allow this"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
    NOT_ACCEPTABLE(406, "The resource has no such representation"),
    ALREADY_EXISTS(409, "The id is taken"),
    ALREADY_REPLAYED(409, "The message has been replayed before"),
    COMMAND_ENDED(409, "The command is final"),
    MESSAGE_SEEN(409, "A message with this message id was taken before"),
    NOT_RELEASABLE(409, "Nothing of the file could be taken"),
    OWN_ADMIN_ROLE(409, "Nobody takes the admin role from himself"),
    REQUEST_RUNNING(409, "A request with this Idempotency-Key is being worked on"),
    TOO_MANY_COMMANDS(409, "The device has as many open commands as it can have"),
    VERSION_STALE(412, "The resource has changed since it was read"),
    BODY_TOO_LARGE(413, "The body is too large"),
    SHADOW_TOO_LARGE(413, "The shadow would be too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's content type is not understood here"),
    UNKNOWN_GATEWAY(422, "The gateway is not registered"),
    LINK_CODE_INVALID(422, "The code cannot be redeemed"),
    SHADOW_TOO_DEEP(422, "The shadow would be nested too deep"),
    TOO_MANY_SHADOWS(422, "The device has as many shadows as it can have"),
    TOO_MANY_TOPICS(422, "A token cannot name so many topics"),
    TOO_MANY_RULES(422, "The tenant has as many rules as it can have"),
    NOT_PREVIEWABLE(422, "Stored readings do not tell when this would have been raised"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key stands for another request"),
    PAYLOAD_MISSING(422, "The original payload was too large to be kept"),
    REPLAY_REFUSED(422, "The replayed message was refused again"),
    IF_MATCH_REQUIRED(428, "If-Match is needed"),
    RATE_LIMITED(429, "Too many requests"),
    TOO_MANY_CLIENTS(429, "As many apps listen as can"),
    INGEST_FAILED(500, "The message could not be worked on"),
    NO_FILES_HERE(501, "This platform takes no files yet"),
    NO_STREAM_HERE(501, "This platform has no event stream"),
    NO_STREAM_TOKENS_HERE(501, "This platform has no tokens to listen with"),
    NO_CHAT_HERE(501, "This platform has no chat of its own"),
    STORE_UNAVAILABLE(503, "Try again shortly"),
    NOT_READY(503, "Not everything is ready");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The `type` of RFC 9457.
    public String uri() {
        return "urn:lapwing:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
