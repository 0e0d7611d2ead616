/** Several servers on one database, and workers in processes of their own. */
@NullMarked
package dev.slipway.e2e.cluster;

import org.jspecify.annotations.NullMarked;
