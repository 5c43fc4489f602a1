package io.lapwing.restapi.domain;

/// What is wrong with one field of a body, or one parameter of a query.
public record FieldError(String field, String message) {}
