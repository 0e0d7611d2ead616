package dev.slipway.engine.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leases are kept alive.
 *
 * @param expiresAfter how long after its owner's last sign of life a lease counts as expired
 */
@ConfigurationProperties("slipway.lease")
record LeaseProperties(@DefaultValue("60s") Duration expiresAfter) {}
