/// Work over SQS, and bytes in S3.
@NullMarked
package io.lapwing.aws.transfer;

import org.jspecify.annotations.NullMarked;
