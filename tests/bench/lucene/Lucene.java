import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

/**
 * Lucene as one of the engines that are compared; run as a source file.
 *
 * <pre>
 *   java -cp JARS tests/bench/lucene/Lucene.java version
 *   java -cp JARS tests/bench/lucene/Lucene.java build ARTICLES FOLDER SECONDS
 *   java -cp JARS tests/bench/lucene/Lucene.java answer FOLDER
 * </pre>
 *
 * <p>Title and body are one field, analysed by the EnglishAnalyzer without its stop words; the article
 * and its facts are stored. The virtual machine compiles what runs often: so the index is built again
 * and again, five times, or for PATIENCE times the SECONDS of CPU that others have, and the best time
 * counts; and each loop over queries that is not timed is made WARM_UP times. What is asked and
 * answered is in tests/bench/dialogue.py.
 */
public final class Lucene {
  private static final int TOP = 10;
  private static final int RUNS = 5;
  private static final int WARM_UP = 20;
  private static final double PATIENCE = 4;
  private static final double BUFFER_MB = 256;
  private static final Set<String> FACTS = Set.of("id", "date", "outlet", "url");
  private static final Analyzer ANALYZER = new EnglishAnalyzer(CharArraySet.EMPTY_SET);

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("org.apache.lucene").setLevel(Level.WARNING);
    switch (arguments[0]) {
      case "version" -> System.out.println(Version.LATEST);
      case "build" ->
          build(Path.of(arguments[1]), Path.of(arguments[2]), Double.parseDouble(arguments[3]));
      case "answer" -> answer(Path.of(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  // ------------------------------------------------------------------ building

  /** What one build took; reading is not in it. */
  private record Spent(int articles, long textBytes, double cpuSeconds) {}

  private static void build(Path articles, Path folder, double seconds) throws IOException {
    double before = peakMb();
    long started = cpu();
    Spent best = null;
    int runs = 0;
    do {
      clear(folder);
      Spent spent = buildOnce(articles, folder);
      best = best == null || spent.cpuSeconds() < best.cpuSeconds() ? spent : best;
      runs++;
    } while (runs < RUNS && (cpu() - started) / 1e9 < PATIENCE * seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"engine\": \"lucene\", \"articles\": %d, \"text_bytes\": %d, \"cpu_seconds\": %.4f,"
            + " \"index_bytes\": %d, \"peak_mb\": %.1f, \"before_mb\": %.1f}%n",
        best.articles(), best.textBytes(), best.cpuSeconds(), bytesIn(folder), peakMb(), before);
  }

  private static Spent buildOnce(Path articles, Path folder) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(ANALYZER)
            .setRAMBufferSizeMB(BUFFER_MB)
            .setMergeScheduler(new SerialMergeScheduler())
            .setUseCompoundFile(false)
            .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_SPEED));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = cpu();
    long reading = 0;
    long textBytes = 0;
    int count = 0;
    try (Directory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(articles)) {
      while (true) {
        long paused = threads.getCurrentThreadCpuTime();
        String line = lines.readLine();
        String[] facts = line == null ? null : line.split("\t", -1);
        if (facts != null) {
          textBytes += facts[1].length() + facts[2].getBytes(StandardCharsets.UTF_8).length;
        }
        reading += threads.getCurrentThreadCpuTime() - paused;
        if (facts == null) {
          break;
        }
        writer.addDocument(document(facts));
        count++;
      }
      writer.commit();
    }
    return new Spent(count, textBytes, (cpu() - started - reading) / 1e9);
  }

  /** An article from id, title, text, date, outlet and url. */
  private static Document document(String[] facts) {
    Document document = new Document();
    document.add(new TextField("text", facts[1] + "\n" + facts[2], Field.Store.YES));
    document.add(new StoredField("id", facts[0]));
    document.add(new StoredField("date", facts[3]));
    document.add(new StoredField("outlet", facts[4]));
    document.add(new StoredField("url", facts[5]));
    return document;
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most memory that this process has held; 0 where the system does not say. */
  private static double peakMb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElse("VmHWM: 0 kB");
      return Double.parseDouble(peak.replaceAll("\\D", "")) * 1024 / 1e6;
    }
  }

  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path path : files(folder)) {
      Files.delete(path);
    }
  }

  private static long bytesIn(Path folder) throws IOException {
    long bytes = 0;
    for (Path path : files(folder)) {
      bytes += Files.size(path);
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  // ----------------------------------------------------------------- answering

  /** A question that can be put again and again. */
  private interface Ask {
    Object ask() throws Exception;
  }

  private static void answer(Path folder) throws Exception {
    try (Directory directory = new MMapDirectory(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null); // each time is that of searching, not of remembering
      Map<String, List<Query>> parsed = new HashMap<>();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] asked = line.split("\t");
        List<String> texts = Files.readAllLines(Path.of(asked[2]));
        List<Query> queries = List.of();
        if (!asked[0].equals("request")) {
          String key = asked[0] + asked[2];
          if (!parsed.containsKey(key)) {
            parsed.put(key, parse(asked[0], texts));
          }
          queries = parsed.get(key);
        }
        System.out.println(
            asked[1].equals("count")
                ? totals(searcher, queries)
                : times(asks(searcher, asked, queries, texts), asked[1].equals("0")));
      }
    }
  }

  private static List<Query> parse(String form, List<String> texts) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (String text : texts) {
      queries.add(query(form, terms(text)));
    }
    return queries;
  }

  private static Query query(String form, List<Term> terms) {
    if (terms.size() == 1) {
      return new TermQuery(terms.get(0));
    }
    if (form.equals("phrase")) {
      return new PhraseQuery("text", terms.stream().map(Term::text).toArray(String[]::new));
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    var occur = form.equals("OR") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
    terms.forEach(term -> builder.add(new TermQuery(term), occur));
    return builder.build();
  }

  private static List<Term> terms(String text) throws IOException {
    List<Term> terms = new ArrayList<>();
    try (TokenStream stream = ANALYZER.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(new Term("text", term.toString()));
      }
      stream.end();
    }
    return terms;
  }

  private static List<Ask> asks(
      IndexSearcher searcher, String[] asked, List<Query> queries, List<String> texts) {
    if (!asked[0].equals("request")) {
      return queries.stream().map(query -> (Ask) () -> best(searcher, query)).toList();
    }
    String blanks = " ".repeat(Integer.parseInt(asked[1]));
    return texts.stream().map(text -> (Ask) () -> request(searcher, text + blanks)).toList();
  }

  private static List<ScoreDoc> best(IndexSearcher searcher, Query query) throws IOException {
    TopDocs found = searcher.search(query, new TopScoreDocCollectorManager(TOP, null, TOP));
    return List.of(found.scoreDocs);
  }

  private static TopDocs counted(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(query, new TopScoreDocCollectorManager(TOP, null, Integer.MAX_VALUE));
  }

  /** Facts and snippets of the ten best for typed text, with how many match. */
  private static List<Map<String, String>> request(IndexSearcher searcher, String text)
      throws Exception {
    QueryParser parser = new QueryParser("text", ANALYZER);
    parser.setDefaultOperator(QueryParser.Operator.AND);
    Query query = parser.parse(text);
    TopDocs found = counted(searcher, query);
    UnifiedHighlighter highlighter = UnifiedHighlighter.builder(searcher, ANALYZER).build();
    String[] snippets = highlighter.highlight("text", query, found);
    StoredFields stored = searcher.storedFields();
    List<Map<String, String>> hits = new ArrayList<>();
    for (int place = 0; place < found.scoreDocs.length; place++) {
      Document document = stored.document(found.scoreDocs[place].doc, FACTS);
      Map<String, String> hit = new HashMap<>();
      FACTS.forEach(fact -> hit.put(fact, document.get(fact)));
      hit.put("snippet", snippets[place]);
      hit.put("total", String.valueOf(found.totalHits.value()));
      hits.add(hit);
    }
    return hits;
  }

  private static String totals(IndexSearcher searcher, List<Query> queries) {
    return queries.stream()
        .map(
            query -> {
              try {
                return String.valueOf(counted(searcher, query).totalHits.value());
              } catch (IOException error) {
                throw new UncheckedIOException(error);
              }
            })
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** What each takes in µs, asked one after the other, as JSON. */
  private static String times(List<Ask> asks, boolean warmUp) throws Exception {
    double[] micros = new double[asks.size()];
    for (int loop = 0; loop < (warmUp ? WARM_UP : 1); loop++) {
      for (int place = 0; place < micros.length; place++) {
        long started = System.nanoTime();
        asks.get(place).ask();
        micros[place] = (System.nanoTime() - started) / 1e3;
      }
    }
    return Arrays.stream(micros)
        .mapToObj(time -> String.format(Locale.ROOT, "%.2f", time))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
