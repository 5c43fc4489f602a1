/// What the command `rest` compares Lapwing with: Tomcat, one servlet, SQL by hand.
@NullMarked
package io.lapwing.loadtests.bare;

import org.jspecify.annotations.NullMarked;
