import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/**
 * The MongoDB-protocol server for tests, in memory, on a free port of the loopback interface. It says wire version 13
 * (MongoDB 5.0), because mongoose 9 talks to nothing older. Prints its port, ends when its standard input ends.
 */
public class Launcher {
  record Version(List<Integer> getVersionArray, int getWireVersion) implements MongoVersion {}

  public static void main(String[] args) throws Exception {
    MemoryBackend backend = new MemoryBackend();
    backend.version(new Version(List.of(5, 0, 0), 13));
    MongoServer server = new MongoServer(backend);
    System.out.println("port " + server.bind().getPort());
    while (System.in.read() >= 0) {}
    server.shutdownNow();
  }
}
