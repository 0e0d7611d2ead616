package dev.slipway.workers.build;

import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The files of one commit, packed into a local file until this is closed.
 *
 * @param file a gzipped tar archive
 * @param bytes the size of the archive before it was compressed
 */
record CommitArchive(Path file, long bytes) implements AutoCloseable {

  static CommitArchive of(GitMirror mirror, String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    try {
      Path file = Files.createTempFile("slipway-archive", ".tar.gz");
      try (Counting sink = new Counting(new GZIPOutputStream(Files.newOutputStream(file)))) {
        mirror.archive(commit, sink);
        return new CommitArchive(file, sink.bytes);
      } catch (StepFailedException
          | StepStoppedException
          | InterruptedException
          | IOException
          | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
              "Archive of commit " + commit,
              "it could not be written: " + e.getMessage(),
              "Check the free space of Slipway's own temporary directory"),
          e);
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private static final class Counting extends FilterOutputStream {

    private long bytes;

    Counting(OutputStream sink) {
      super(sink);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      bytes += length;
    }
  }
}
