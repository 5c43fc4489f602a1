/// Small pictures of images. The only user of the JDK's desktop here, which takes long to start.
@NullMarked
package io.lapwing.fileprocessor.pictures;

import org.jspecify.annotations.NullMarked;
