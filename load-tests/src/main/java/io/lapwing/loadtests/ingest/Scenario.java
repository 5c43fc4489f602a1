package io.lapwing.loadtests.ingest;

/// What is measured: so many devices with so many messages in flight each.
record Scenario(BrokerKind broker, boolean storing, int devices, int window) {}
