package dev.slipway.e2e.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The git repository of the harbour application. Tags: {@code v1} is good; {@code v2} is good and
 * changes its data; {@code v3} never gets healthy; {@code v4} is healthy but its map has lost its
 * markers; {@code v5} does not build, with status 7.
 */
public final class ApplicationRepository {

  private final Path directory;

  private ApplicationRepository(Path directory) {
    this.directory = directory;
  }

  static ApplicationRepository create(Path module, Path directory)
      throws IOException, InterruptedException {
    ApplicationRepository repository = new ApplicationRepository(directory);
    Commands.run(
        module,
        Duration.ofSeconds(30),
        "cp",
        "-r",
        module.resolve("world/application").toString(),
        directory.toString());
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.git("config", "user.name", "Harbour Master");
    repository.git("config", "user.email", "harbour@example.org");
    repository.version("v1", "Open the harbour");

    repository.write(
        "harbour/migrations/0002_berth_length.py",
        """
        from django.db import migrations, models


        class Migration(migrations.Migration):
            dependencies = [("harbour", "0001_initial")]
            operations = [
                migrations.AddField("berth", "length", models.FloatField(null=True)),
            ]
        """);
    repository.replace(
        "harbour/models.py",
        "    name = models.CharField(max_length=80)\n",
        "    name = models.CharField(max_length=80)\n    length = models.FloatField(null=True)\n");
    repository.version("v2", "Give every berth a length");

    repository.replace("harbour/views.py", "    Berth.objects.count()\n", "    1 / 0\n");
    repository.version("v3", "Count the berths in another way");
    repository.git("checkout", "--quiet", "v2");

    repository.replace("harbour/templates/map.html", "class=\"marker\"", "class=\"buoy\"");
    repository.version("v4", "Rename the markers");
    repository.git("checkout", "--quiet", "v2");

    repository.write(
        "tools/collect.sh", "sh tools/step.sh collect\necho 'the crane is stuck' >&2\nexit 7\n");
    repository.version("v5", "Collect with a crane");
    repository.git("checkout", "--quiet", "main");
    repository.git("reset", "--quiet", "--hard", "v2");
    return repository;
  }

  public Path directory() {
    return directory;
  }

  /** The full hash of the commit a ref stands for. */
  public String commit(String ref) throws IOException, InterruptedException {
    return git("rev-parse", ref + "^{commit}");
  }

  /** A tar archive of a ref's files. */
  public Path archive(String ref) throws IOException, InterruptedException {
    Path archive = directory.resolveSibling(directory.getFileName() + "-" + ref + ".tar");
    git("archive", "--output=" + archive, ref);
    return archive;
  }

  private void version(String tag, String subject) throws IOException, InterruptedException {
    write("VERSION", tag + "\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", subject);
    git("tag", tag);
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(directory.resolve(path), text);
  }

  private void replace(String path, String old, String with) throws IOException {
    String text = Files.readString(directory.resolve(path));
    if (!text.contains(old)) {
      throw new IOException(path + " does not hold what is to be replaced: " + old);
    }
    write(path, text.replace(old, with));
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    String[] argv = new String[arguments.length + 3];
    argv[0] = "git";
    argv[1] = "-C";
    argv[2] = directory.toString();
    System.arraycopy(arguments, 0, argv, 3, arguments.length);
    return Commands.run(directory, Duration.ofSeconds(30), argv);
  }
}
