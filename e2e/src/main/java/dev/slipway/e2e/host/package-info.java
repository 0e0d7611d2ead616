/** A host to release to: an SSH server on loopback that gives a real shell in a directory. */
@NullMarked
package dev.slipway.e2e.host;

import org.jspecify.annotations.NullMarked;
