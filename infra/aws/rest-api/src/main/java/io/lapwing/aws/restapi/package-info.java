/// api on AWS.
@NullMarked
package io.lapwing.aws.restapi;

import org.jspecify.annotations.NullMarked;
