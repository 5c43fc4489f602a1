/// How a REST request is answered: routes, the steps around every handler, and one handler class for each resource.
@NullMarked
package io.lapwing.restapi.functions;

import org.jspecify.annotations.NullMarked;
