/// What lies in a data directory beside the database: who runs on it, and the issuer of its tokens.
@NullMarked
package io.lapwing.local.app.datadir;

import org.jspecify.annotations.NullMarked;
