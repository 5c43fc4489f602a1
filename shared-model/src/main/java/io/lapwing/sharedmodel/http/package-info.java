/// HTTP as functions see it, whatever server or gateway stands in front of them.
@NullMarked
package io.lapwing.sharedmodel.http;

import org.jspecify.annotations.NullMarked;
