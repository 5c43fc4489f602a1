/// Tests of rules.
@NullMarked
package io.lapwing.sharedmodel.alert;

import org.jspecify.annotations.NullMarked;
