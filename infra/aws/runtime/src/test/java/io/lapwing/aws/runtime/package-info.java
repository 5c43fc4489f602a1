/// What every Lambda function of ours is started, traced and logged by.
@NullMarked
package io.lapwing.aws.runtime;

import org.jspecify.annotations.NullMarked;
