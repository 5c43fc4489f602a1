package io.lapwing.restapi.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Why a request was not done (RFC 9457).
///
/// @param code what a program decides on: the type's name, or what lies behind it more exactly
/// @param errors the fields that are wrong
/// @param headers to be sent with it
/// @param more members that only this type has
public record Problem(ProblemType type, String code, @Nullable String detail, List<FieldError> errors,
        Map<String, String> headers, Map<String, Object> more) {
    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(ProblemType type) {
        return new Problem(type, type.name(), null, List.of(), Map.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.name(), detail, List.of(), Map.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(ProblemType.VALIDATION_FAILED,
                ProblemType.VALIDATION_FAILED.name(), null, errors, Map.of(), Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public Problem withCode(String other) {
        return new Problem(type, other, detail, errors, headers, more);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(type, code, detail, errors, all, more);
    }

    public Problem withError(FieldError error) {
        return new Problem(type, code, detail, List.of(error), headers, more);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Problem(type, code, detail, errors, headers, all);
    }

    public RequestRefused refuse() {
        return new RequestRefused(this);
    }
}
