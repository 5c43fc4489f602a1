/// Messages of a queue as Lambda hands them over.
@NullMarked
package io.lapwing.aws.runtime.sqs;

import org.jspecify.annotations.NullMarked;
