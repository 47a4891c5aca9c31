import org.codelibs.opensearch.runner.OpenSearchRunner;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * A server of a test cluster: one process each, so that one can be killed as a machine dies.
 *
 * <p>Arguments: folder, own number from 0, then the HTTP ports of all nodes in order. A node talks to
 * its peers on the port 1000 above. It listens on the loopback only, without security.
 */
final class Node {
    private static final int PEERS = 1000;

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        int[] ports = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((index, settings) -> {
            settings.put("node.name", name(number));
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", ports[number]);
            settings.put("transport.port", ports[number] + PEERS);
            // A developer's disk is often nearly full; what the tests say of it they set themselves.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            if (ports.length > 1) {
                settings.put("discovery.type", "zen");
                settings.putList("discovery.seed_hosts", peers(ports));
                settings.putList("cluster.initial_cluster_manager_nodes", names(ports.length));
            }
        });
        runner.build(OpenSearchRunner.newConfigs()
            .basePath(folder.toString())
            .clusterName("backfile-" + ports[0])
            .numOfNode(1));
        new CountDownLatch(1).await();
    }

    private static List<String> peers(int[] ports) {
        return Arrays.stream(ports).mapToObj(port -> "127.0.0.1:" + (port + PEERS)).toList();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Node::name).toList();
    }

    private static String name(int number) {
        return "node-" + number;
    }
}
