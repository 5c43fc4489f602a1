/// The contracts of the AWS adapters against LocalStack.
@NullMarked
package io.lapwing.aws.localstack;

import org.jspecify.annotations.NullMarked;
