/// What must hold of the OpenTofu modules, checked without an account and without the tool.
@NullMarked
package io.lapwing.aws.deploy;

import org.jspecify.annotations.NullMarked;
