package dev.pushpull.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML mapping that is read strictly: every complaint names file, line and key. It may be laid
 * over another, of another file; a complaint then names the file in which its place stands.
 */
public final class YamlMap {

  private final String file;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMap(String file, Node node, Optional<Set<String>> known) {
    this.file = file;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, "expected keys with values, but found " + kind(node));
    }
    for (NodeTuple tuple : mapping.getValue()) {
      add(tuple, known);
    }
  }

  /**
   * Reads a document that is one mapping.
   *
   * @param file what messages call it
   * @param known the keys that may be there
   * @throws IllegalArgumentException that names file, line and key
   */
  public static YamlMap read(String file, String yaml, Set<String> known) {
    return new YamlMap(file, compose(file, yaml), Optional.of(known));
  }

  /** A document that is one mapping, whatever its keys are. */
  public static YamlMap open(String file, String yaml) {
    return new YamlMap(file, compose(file, yaml), Optional.empty());
  }

  private static Node compose(String file, String yaml) {
    try {
      // Duplicates are let through here so that the complaint about them is ours.
      var settings = LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(true).build();
      var documents = new Compose(settings).composeAllFromString(yaml).iterator();
      if (!documents.hasNext()) {
        throw new IllegalArgumentException(file + " is empty");
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        throw new IllegalArgumentException(file + " must contain one YAML document, but has more");
      }
      return first;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new IllegalArgumentException(
          "%s line %s: invalid YAML: %s".formatted(file, line, e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file + ": invalid YAML: " + e.getMessage(), e);
    }
  }

  private void add(NodeTuple tuple, Optional<Set<String>> known) {
    String key = key(tuple);
    if (known.isPresent() && !known.get().contains(key)) {
      throw error(
          tuple.getKeyNode(),
          "unknown key '%s'; known keys are %s".formatted(key, String.join(", ", known.get())));
    }
    if (values.put(key, tuple.getValueNode()) != null) {
      throw error(tuple.getKeyNode(), "key '" + key + "' is given twice");
    }
  }

  /**
   * This mapping over a basis: a key of both that is a mapping in both is laid over in the same
   * way, any other is this one's.
   *
   * @param levels how many levels of mappings are laid over, 1 for this one alone
   * @param known the keys that may be there
   * @throws IllegalArgumentException that names file, line and key
   */
  public YamlMap over(YamlMap basis, int levels, Set<String> known) {
    MappingNode both = over((MappingNode) node, (MappingNode) basis.node, levels);
    return new YamlMap(file, both, Optional.of(known));
  }

  private static MappingNode over(MappingNode own, MappingNode basis, int levels) {
    var tuples = new ArrayList<>(own.getValue());
    for (NodeTuple below : basis.getValue()) {
      int at = 0;
      while (at < tuples.size() && !key(tuples.get(at)).equals(key(below))) {
        at++;
      }
      if (at == tuples.size()) {
        tuples.add(below);
      } else if (levels > 1
          && tuples.get(at).getValueNode() instanceof MappingNode upper
          && below.getValueNode() instanceof MappingNode lower) {
        tuples.set(at, new NodeTuple(tuples.get(at).getKeyNode(), over(upper, lower, levels - 1)));
      }
    }
    return new MappingNode(
        own.getTag(), true, tuples, own.getFlowStyle(), own.getStartMark(), own.getEndMark());
  }

  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys that are there, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** The value of a key that must be there, converted. */
  public <T> T scalar(String key, Function<String, T> reader) {
    return read(key, required(key), reader);
  }

  /** The value of a key, converted, if it is there. */
  public <T> Optional<T> optionalScalar(String key, Function<String, T> reader) {
    return Optional.ofNullable(values.get(key)).map(value -> read(key, value, reader));
  }

  /** Each value of a list that must be there and must not be empty, converted. */
  public <T> List<T> list(String key, Function<String, T> reader) {
    var read = new ArrayList<T>();
    for (Node item : items(key)) {
      read.add(read(key, item, reader));
    }
    return read;
  }

  /** Each mapping of a list that must be there and must not be empty. */
  public List<YamlMap> maps(String key, Set<String> known) {
    return items(key).stream().map(item -> new YamlMap(file, item, Optional.of(known))).toList();
  }

  /** The mapping below a key that must be there. */
  public YamlMap map(String key, Set<String> known) {
    return new YamlMap(file, required(key), Optional.of(known));
  }

  /** The mapping below a key, if it is there. */
  public Optional<YamlMap> optionalMap(String key, Set<String> known) {
    return has(key) ? Optional.of(map(key, known)) : Optional.empty();
  }

  /** The mapping below a key that must be there, or each of a list of such that is not empty. */
  public List<YamlMap> oneOrMoreMaps(String key, Set<String> known) {
    return required(key) instanceof SequenceNode ? maps(key, known) : List.of(map(key, known));
  }

  /** Whether the value of a key that must be there is a mapping. */
  public boolean isMap(String key) {
    return required(key) instanceof MappingNode;
  }

  /** The value of a key that must be there, or each of a list that is not empty, converted. */
  public <T> List<T> oneOrMore(String key, Function<String, T> reader) {
    return required(key) instanceof SequenceNode ? list(key, reader) : List.of(scalar(key, reader));
  }

  /** The mapping below a key that must be there, whatever its keys are. */
  public YamlMap open(String key) {
    return new YamlMap(file, required(key), Optional.empty());
  }

  /**
   * What is made of the mapping as a whole; a complaint of its maker is one about the mapping, or
   * about the key that it names.
   */
  public <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (BadKeyException e) {
      throw error(e.key(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  /** A complaint about the mapping as a whole. */
  public IllegalArgumentException error(String message) {
    return error(node, message);
  }

  /** A complaint about a key; about the mapping as a whole where the key is not there. */
  public IllegalArgumentException error(String key, String message) {
    Node value = values.get(key);
    return error(value == null ? node : value, "key '" + key + "': " + message);
  }

  private List<Node> items(String key) {
    Node value = required(key);
    if (!(value instanceof SequenceNode sequence)) {
      throw error(value, "key '%s' must be a list, but is %s".formatted(key, kind(value)));
    }
    if (sequence.getValue().isEmpty()) {
      throw error(value, "key '" + key + "' must be a list with at least one entry, but is empty");
    }
    return sequence.getValue();
  }

  private Node required(String key) {
    Node value = values.get(key);
    if (value == null) {
      throw error(node, "key '" + key + "' is missing");
    }
    return value;
  }

  private <T> T read(String key, Node value, Function<String, T> reader) {
    if (!(value instanceof ScalarNode scalar)) {
      throw error(value, "key '%s' must be a single value, but is %s".formatted(key, kind(value)));
    }
    try {
      return reader.apply(scalar.getValue());
    } catch (IllegalArgumentException e) {
      throw error(value, "key '" + key + "': " + e.getMessage());
    }
  }

  private IllegalArgumentException error(Node where, String message) {
    int line = where.getStartMark().map(Mark::getLine).orElse(0) + 1;
    String named = where.getStartMark().map(Mark::getName).orElse(file);
    return new IllegalArgumentException(named + " line " + line + ": " + message);
  }

  private static String kind(Node node) {
    return switch (node) {
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "keys with values";
      default -> "something else";
    };
  }
}
