package dev.slipway.engine.definition;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the application files are.
 *
 * @param directory every {@code .yaml} and {@code .yml} file in it defines one application
 */
@ConfigurationProperties("slipway.applications")
record ApplicationsProperties(@DefaultValue("applications") Path directory) {}
