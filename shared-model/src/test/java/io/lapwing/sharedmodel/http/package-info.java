@NullMarked
package io.lapwing.sharedmodel.http;

import org.jspecify.annotations.NullMarked;
