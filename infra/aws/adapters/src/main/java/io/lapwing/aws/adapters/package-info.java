/// The ports on AWS: DynamoDB, SQS, S3 and IoT Core.
@NullMarked
package io.lapwing.aws.adapters;

import org.jspecify.annotations.NullMarked;
