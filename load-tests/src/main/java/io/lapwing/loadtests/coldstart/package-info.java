/// From the start of a Lambda function's process to its first answer.
@NullMarked
package io.lapwing.loadtests.coldstart;

import org.jspecify.annotations.NullMarked;
