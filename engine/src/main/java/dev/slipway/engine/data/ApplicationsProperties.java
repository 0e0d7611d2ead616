package dev.slipway.engine.data;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the application files are.
 *
 * @param directory holds one YAML file per application
 */
@Validated
@ConfigurationProperties("slipway.applications")
public record ApplicationsProperties(@DefaultValue("applications") Path directory) {}
