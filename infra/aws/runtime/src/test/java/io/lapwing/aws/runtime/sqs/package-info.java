/// Tests of what takes messages of a queue.
@NullMarked
package io.lapwing.aws.runtime.sqs;

import org.jspecify.annotations.NullMarked;
