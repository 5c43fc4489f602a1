/// ingestTelemetry on AWS.
@NullMarked
package io.lapwing.aws.deviceingest;

import org.jspecify.annotations.NullMarked;
