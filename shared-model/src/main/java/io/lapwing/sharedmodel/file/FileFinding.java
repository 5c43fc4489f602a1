package io.lapwing.sharedmodel.file;

/// What is wrong with a whole file.
///
/// @param line of its table that it shows in, from 1; 0 where it concerns no line
/// @param message a sentence for whoever sent it
public record FileFinding(FileCode code, long line, String message) {}
