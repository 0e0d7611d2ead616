/** Steady load that counts every lost request, without a client library that retries in secret. */
@NullMarked
package dev.slipway.e2e.load;

import org.jspecify.annotations.NullMarked;
