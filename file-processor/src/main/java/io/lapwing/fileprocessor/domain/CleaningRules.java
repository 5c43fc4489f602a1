package io.lapwing.fileprocessor.domain;

import io.lapwing.sharedmodel.file.Profile;

import java.time.Instant;

/// What an upload says of the rows of its file.
///
/// @param receivedAt what times are measured against: the same at each attempt, so that each ends with the same rows
public record CleaningRules(Profile profile, Instant receivedAt) {}
