/// HTTP requests as API Gateway and function URLs hand them over.
@NullMarked
package io.lapwing.aws.runtime.http;

import org.jspecify.annotations.NullMarked;
