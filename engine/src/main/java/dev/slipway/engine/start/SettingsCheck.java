package dev.slipway.engine.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/** Refuses to start with a {@code slipway.*} setting that nobody reads: most likely a slip. */
@Component
final class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {

  private Stream<PropertySource<?>> sources = Stream.empty();

  @Override
  public void setEnvironment(Environment environment) {
    sources = ((ConfigurableEnvironment) environment).getPropertySources().stream();
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    KnownSettings known = new KnownSettings();
    for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
      Class<?> type = beans.getType(bean);
      if (type != null && type.isRecord()) {
        known.add(type);
      }
    }
    sources.forEach(source -> check(source, known));
  }

  private static void check(PropertySource<?> source, KnownSettings known) {
    if (source instanceof EnumerablePropertySource<?> names) {
      Arrays.stream(names.getPropertyNames())
          .filter(name -> !isKnown(name, source, known))
          .findFirst()
          .ifPresent(name -> refuse(name, known));
    }
  }

  private static boolean isKnown(String name, PropertySource<?> source, KnownSettings known) {
    if (source instanceof SystemEnvironmentPropertySource) {
      return !name.startsWith("SLIPWAY_")
          || name.startsWith("SLIPWAY_SECRET_")
          || name.equals("SLIPWAY_SERVER")
          || name.equals("SLIPWAY_TOKEN")
          || known.hasVariable(name);
    }
    return !name.toLowerCase(Locale.ROOT).startsWith("slipway.") || known.has(name);
  }

  private static void refuse(String name, KnownSettings known) {
    throw new CannotStartException(
        "There is no setting " + name,
        known
            .nearest(name)
            .map(nearest -> "Did you mean " + nearest + "? Correct the name or remove it")
            .orElse("Remove it, or look its name up in the reference of settings"));
  }
}
