/// From the IoT rule's queue to the function `ingestTelemetry`.
@NullMarked
package io.lapwing.aws.deviceingest;

import org.jspecify.annotations.NullMarked;
