package dev.slipway.engine.access;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands before the server.
 *
 * @param trusted the addresses of proxies, IPv4 or IPv6; only what comes from one of them is
 *     believed when it says in {@code X-Forwarded-For} and {@code X-Forwarded-Proto} who asks and
 *     whether over TLS
 */
@Validated
@ConfigurationProperties("slipway.proxy")
record ProxyProperties(
    @DefaultValue
        List<
                @Pattern(
                    regexp = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*",
                    message = "must be IPv4 or IPv6 addresses")
                String>
            trusted) {}
