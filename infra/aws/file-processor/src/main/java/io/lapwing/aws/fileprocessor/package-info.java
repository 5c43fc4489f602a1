/// The functions of the file processor, as AWS Lambda calls them.
@NullMarked
package io.lapwing.aws.fileprocessor;

import org.jspecify.annotations.NullMarked;
