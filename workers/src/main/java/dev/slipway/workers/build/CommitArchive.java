package dev.slipway.workers.build;

import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The files of one commit, packed into a local file until this is closed. The file has no name any
 * more once it is open, so that a worker that is killed leaves nothing behind.
 *
 * @param store holds a gzipped tar archive
 * @param bytes the size of the archive before it was compressed
 */
record CommitArchive(RandomAccessFile store, long bytes) implements AutoCloseable {

  static CommitArchive of(GitMirror mirror, String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return of(mirror, commit, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  static CommitArchive of(GitMirror mirror, String commit, Path directory)
      throws StepFailedException, StepStoppedException, InterruptedException {
    try {
      RandomAccessFile store = nameless(directory);
      try {
        // Closing what writes would close the file with it.
        GZIPOutputStream zipped = new GZIPOutputStream(new FileOutputStream(store.getFD()));
        Counting sink = new Counting(zipped);
        mirror.archive(commit, sink);
        zipped.finish();
        return new CommitArchive(store, sink.bytes);
      } catch (StepFailedException
          | StepStoppedException
          | InterruptedException
          | IOException
          | RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
              "Archive of commit " + commit,
              "it could not be written: " + e.getMessage(),
              "Check the free space of Slipway's own temporary directory, " + directory),
          e);
    }
  }

  private static RandomAccessFile nameless(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "slipway-archive", ".tar.gz");
    try {
      return new RandomAccessFile(file.toFile(), "rw");
    } finally {
      Files.delete(file);
    }
  }

  /** Its content from the start; one reader at a time. */
  InputStream open() throws IOException {
    store.seek(0);
    return new FilterInputStream(new FileInputStream(store.getFD())) {
      @Override
      public void close() {
        // The next reader begins anew.
      }
    };
  }

  @Override
  public void close() throws IOException {
    store.close();
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
