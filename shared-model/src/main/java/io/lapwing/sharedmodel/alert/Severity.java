package io.lapwing.sharedmodel.alert;

/// How bad it is, in ascending order.
public enum Severity {
    INFO, WARNING, CRITICAL
}
