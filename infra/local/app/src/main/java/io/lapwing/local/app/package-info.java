/// Lapwing on one machine: the process, with its embedded broker and database, and the command line.
@NullMarked
package io.lapwing.local.app;

import org.jspecify.annotations.NullMarked;
