/// What apps ask for while the command `rest` measures, by Gatling. The plan of a run and what it found are files.
@NullMarked
package io.lapwing.loadtests.gatling;

import org.jspecify.annotations.NullMarked;
