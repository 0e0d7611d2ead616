/** Tests of the reading of application files. */
@NullMarked
package dev.slipway.processes.definition;

import org.jspecify.annotations.NullMarked;
