/// The functions of the file processor as AWS Lambda runs them, under test.
@NullMarked
package io.lapwing.aws.fileprocessor;

import org.jspecify.annotations.NullMarked;
