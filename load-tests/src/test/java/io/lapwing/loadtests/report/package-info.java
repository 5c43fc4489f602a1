@NullMarked
package io.lapwing.loadtests.report;

import org.jspecify.annotations.NullMarked;
